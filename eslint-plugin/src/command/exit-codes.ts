/** What the command tells the shell. */
export const EXIT = {
  /** All is well: `scan` has found no more than is allowed, `fix` has kept all that it mended. */
  done: 0,
  /** `scan` has found more than is allowed; `fix` had to take something back. */
  problems: 1,
  /** The command could not do its work, or not all of it, for a reason that it has given. */
  failed: 2,
} as const;
