/** What `stripe-portal` exits with, apart from the exit code of a command that it ran. */
export const ExitCode = {
  OK: 0,
  FAILED: 1,
  USAGE: 2,
  COMMAND_NOT_EXECUTABLE: 126,
  COMMAND_NOT_FOUND: 127,
  /** Plus the signal's number. */
  SIGNALLED: 128,
} as const;

/** A failure that is the user's to mend: its text is all that is shown. */
export class UsageError extends Error {}
