/** Removes what the set-up made. */
export default function globalTeardown(): void {
  const { disposeTerraformProvider } = globalThis as { disposeTerraformProvider?: () => void };
  disposeTerraformProvider?.();
}
