// cdktf captures the whole stack trace of every token. Jest maps each of its lines to a source, which takes most of the time
// of a synth, and no test reads these traces.
const capture = Error.captureStackTrace;

Error.captureStackTrace = (object, below) => {
  if (Error.stackTraceLimit < Number.MAX_SAFE_INTEGER) capture(object, below);
};
