/** Merges an update into an object: objects merge, lists and values are replaced, undefined keeps the previous value. */
export function merge(current: unknown, sent: unknown): unknown {
  if (sent === undefined) {
    return current;
  }
  if (!isObject(sent) || !isObject(current)) {
    return sent;
  }
  const names = [...new Set([...Object.keys(current), ...Object.keys(sent)])];
  return Object.fromEntries(names.map((name) => [name, merge(current[name], sent[name])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
