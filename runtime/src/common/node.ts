/**
 * What the code in `program.ts` uses of Node at once. It has no imports: it is a text that the main thread and workers
 * make code from.
 */
export const { types } = process.getBuiltinModule('node:util');
export const { Dirent, fstatSync, readlinkSync, statfsSync, statSync } = process.getBuiltinModule('node:fs');
