/** The exit codes of `stripe-portal` itself, not those of its command. */
export const ExitCode = {
  OK: 0,
  FAILED: 1,
  USAGE: 2,
  COMMAND_NOT_EXECUTABLE: 126,
  COMMAND_NOT_FOUND: 127,
  /** Plus the signal's number. */
  SIGNALLED: 128,

  /** Of `stripe-portal check`. */
  EQUAL: 0,
  DIFFERENT: 1,
  NOT_COMPARED: 2,
} as const;

/** An error that the user can fix. Only its message is printed. */
export class UsageError extends Error {}
