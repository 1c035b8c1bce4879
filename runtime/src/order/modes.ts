/**
 * How a call touches a place in the file system: bits, because one call may touch a place in several ways. The first
 * seven are of calls that name the place itself; the last three say what a call that names a place below it does there,
 * as the intention locks of databases do.
 */

/** Looks at the file or folder itself. */
export const READ = 1;
/** Looks at what is directly in a folder. Creating and removing that also changes the folder's times and link count. */
export const LIST = 2;
/** Looks at everything in a folder. */
export const READ_TREE = 4;
/** Changes the file or folder itself, or makes it a file. */
export const CHANGE = 8;
/** The same, and it matters when something is created in the folder or removed. */
export const CHANGE_LISTING = 16;
/** Changes, removes or replaces everything in a folder, or the way to it. */
export const CHANGE_TREE = 32;
/** Makes a folder, unless it is there. */
export const CREATE = 64;

export const READ_BELOW = 128;
export const CHANGE_BELOW = 256;
/** Directly in it. */
export const CHANGE_CHILD = 512;

const READS = READ | LIST | READ_TREE;
/** Those that change something. */
export const CHANGES = CHANGE | CHANGE_LISTING | CHANGE_TREE | CREATE;
const HERE = READS | CHANGES;

/** Those that matter to calls that look at something below. */
export const REACHES_READS = CHANGE_TREE | CREATE;
/** Those that matter to calls that change something below. */
export const REACHES_CHANGES = LIST | READ_TREE | CHANGE_LISTING | REACHES_READS;

/**
 * What each waits for. The rule is that two calls wait for each other if one changes what the other touches. One
 * exception: `CREATE` does not wait for calls below, to which a folder that is there already makes no difference, so
 * that programs which make sure of a folder before each file write many files at a time.
 */
const WAITS_FOR: ReadonlyMap<number, number> = new Map([
  [READ, CHANGES],
  [LIST, CHANGES | CHANGE_CHILD],
  [READ_TREE, CHANGES | CHANGE_CHILD | CHANGE_BELOW],
  [CHANGE, HERE],
  [CHANGE_LISTING, HERE | CHANGE_CHILD],
  [CHANGE_TREE, HERE | CHANGE_CHILD | CHANGE_BELOW | READ_BELOW],
  [CREATE, HERE],
  [READ_BELOW, REACHES_READS],
  [CHANGE_BELOW, READ_TREE | REACHES_READS],
  [CHANGE_CHILD, REACHES_CHANGES],
]);

const known: number[] = [];

/** All that a call waits for which touches a place in these ways. */
export function waitsFor(modes: number): number {
  return (known[modes] ??= [...WAITS_FOR].reduce((all, [mode, its]) => (modes & mode ? all | its : all), 0));
}
