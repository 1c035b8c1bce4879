/** What the line begins with that says how the tests in a browser ended. */
export const TALLY = 'tally: ';
