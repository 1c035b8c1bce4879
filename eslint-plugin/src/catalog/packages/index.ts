/**
 * Blocking functions of packages that are common in asynchronous code. `scripts/verify-packages.ts` installs the
 * packages and checks every name, every twin, and whether another thread can find the function.
 */

import type { CatalogEntry } from '../types.ts';
import { compilers } from './compilers.ts';
import { computations } from './computations.ts';
import { databases } from './databases.ts';
import { files } from './files.ts';
import { fsExtra, gracefulFs } from './fs-like.ts';
import { lookups } from './lookups.ts';
import { programs } from './programs.ts';

export const packageCatalog: readonly CatalogEntry[] = [
  ...fsExtra,
  ...gracefulFs,
  ...files,
  ...lookups,
  ...programs,
  ...computations,
  ...compilers,
  ...databases,
];
