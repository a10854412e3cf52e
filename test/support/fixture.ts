/** How long a fixture lives. */
export interface FixtureScope {
  /** Start once for all tests of the file or `describe`, instead of once per test. @default false */
  readonly once?: boolean;
}

/** Starts an object before the tests, closes it after them, and returns a stand-in for the running one. */
export function useFixture<T extends { close(): unknown }>(
  start: () => T | Promise<T>,
  { once = false }: FixtureScope = {},
): T {
  let running: T | undefined;
  const current = (): T => {
    if (running === undefined) throw new Error("a fixture can be used only in hooks and tests");
    return running;
  };
  const [before, after] = once ? [beforeAll, afterAll] : [beforeEach, afterEach];
  before(async () => {
    running = await start();
  });
  after(async () => {
    await running?.close();
    running = undefined;
  });
  return new Proxy({} as T, {
    get: (_, name) => {
      const value: unknown = Reflect.get(current(), name);
      return typeof value === "function" ? value.bind(current()) : value;
    },
    set: (_, name, value) => Reflect.set(current(), name, value),
  });
}
