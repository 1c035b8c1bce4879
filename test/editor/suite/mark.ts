/** Begins each line that a suite prints: an editor writes a great deal to the same place. */
export const MARK = 'suite | ';
