/**
 * What the code in `program.ts` uses of Node at once. It has no imports: it is a text that the main thread and workers
 * make code from.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- it needs no `this`
export const getBuiltinModule: NodeJS.Process['getBuiltinModule'] = process.getBuiltinModule;
export const { types } = getBuiltinModule('util');
export const { Dirent, readlinkSync, statfsSync, statSync } = getBuiltinModule('fs');
