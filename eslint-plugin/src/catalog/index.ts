/** The catalog that ships with the plugin: every function known to block, and how to look one up. */

import { createCatalog } from './create-catalog.ts';
import { childProcess } from './node/child-process.ts';
import { crypto } from './node/crypto.ts';
import { fs } from './node/fs.ts';
import { globals } from './node/globals.ts';
import { zlib } from './node/zlib.ts';
import type { CatalogEntry } from './types.ts';

export { type Catalog, createCatalog } from './create-catalog.ts';
export type { BlockingKind, CatalogEntry, Crossing, NativeTwin } from './types.ts';

/** The blocking functions of Node itself. */
export const nodeCatalog: readonly CatalogEntry[] = [...fs, ...childProcess, ...crypto, ...zlib, ...globals];

const builtIn = createCatalog(nodeCatalog);

/** The entry of an export of a module (with or without `node:`), or undefined when it is not known to block. */
export const findEntry = builtIn.find;

/** The last steps of all export paths: a name that is not among them cannot be a blocking function. */
export const blockingNames = builtIn.names;
