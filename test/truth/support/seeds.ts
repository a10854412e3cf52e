/** The same programs in every run. */
export const FIXED_SEED = 11;

/** Other programs in every run; a failure tells the seed, and TRUTH_SEED repeats it. */
export const FRESH_SEED = Number(process.env.TRUTH_SEED ?? Date.now() % 2 ** 31);
