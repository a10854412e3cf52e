/** Removes what the set-up made. */
export default function globalTeardown(): void {
  const { cleanUpEndToEnd } = globalThis as { cleanUpEndToEnd?: () => void };
  cleanUpEndToEnd?.();
}
