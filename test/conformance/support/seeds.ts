/** A seed for the same portals in every run. */
export const FIXED_SEED = 11;

/** A seed for other portals in every run. To repeat a failure, set CONFORMANCE_SEED to its seed. */
export const FRESH_SEED = Number(process.env.CONFORMANCE_SEED ?? Date.now() % 2 ** 31);
