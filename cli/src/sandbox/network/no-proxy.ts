/** True if `NO_PROXY` contains a host: as `*`, or as its domain or a parent domain, optionally with a port. */
export function bypasses(noProxy: string, host: string, port: number): boolean {
  return entriesOf(noProxy).some((entry) => covers(entry, host, port));
}

/** `NO_PROXY` without the entries that would send `host` past the proxy. */
export function withoutHost(noProxy: string, host: string): string {
  return entriesOf(noProxy)
    .filter((entry) => !covers(entry, host, 443))
    .join(",");
}

function entriesOf(noProxy: string): string[] {
  return noProxy
    .split(/[\s,]+/)
    .map((entry) => entry.toLowerCase())
    .filter((entry) => entry !== "");
}

function covers(entry: string, host: string, port: number): boolean {
  const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry)!;
  if (entryPort !== undefined && Number(entryPort) !== port) {
    return false;
  }
  const domain = name.replace(/^\*?\./, "");
  return name === "*" || host === domain || (domain !== "" && host.endsWith(`.${domain}`));
}
