/**
 * Blocking functions of packages that are common in asynchronous code. `scripts/verify-packages.ts` installs the
 * packages and checks every name, every twin, and whether another thread can find the function.
 */

import type { CatalogEntry } from '../types.ts';
import { files } from './files.ts';
import { fsExtra, gracefulFs } from './fs-like.ts';
import { tools } from './tools.ts';

export const packageCatalog: readonly CatalogEntry[] = [...fsExtra, ...gracefulFs, ...files, ...tools];
