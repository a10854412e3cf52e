/** Runs the clean-ups of the set-up. */
export default function globalTeardown(): void {
  const { cleanUpEndToEnd } = globalThis as { cleanUpEndToEnd?: () => void };
  cleanUpEndToEnd?.();
}
