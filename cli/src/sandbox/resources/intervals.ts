/** Three years in each unit, the longest billing interval and the longest pause. */
export const THREE_YEARS = { day: 3 * 365, week: 3 * 52, month: 36, year: 3 } as const;
