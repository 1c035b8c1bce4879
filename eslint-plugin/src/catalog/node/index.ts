/** The blocking functions of Node itself, from 20.19 to 26. */

import type { CatalogEntry } from '../types.ts';
import { childProcess } from './child-process.ts';
import { crypto } from './crypto.ts';
import { fs } from './fs.ts';
import { globals } from './globals.ts';
import { inspector } from './inspector.ts';
import { module } from './module.ts';
import { process } from './process.ts';
import { sqlite } from './sqlite.ts';
import { v8 } from './v8.ts';
import { zlib } from './zlib.ts';

export const nodeCatalog: readonly CatalogEntry[] = [
  ...fs,
  ...childProcess,
  ...crypto,
  ...zlib,
  ...sqlite,
  ...v8,
  ...process,
  ...module,
  ...inspector,
  ...globals,
];
