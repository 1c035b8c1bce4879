/** The catalog that ships with the plugin: every function known to block, and how to look one up. */

import { bunCatalog } from './bun.ts';
import { createCatalog } from './create-catalog.ts';
import { denoCatalog } from './deno.ts';
import { nodeCatalog } from './node/index.ts';
import { packageCatalog } from './packages/index.ts';
import { webCatalog } from './web.ts';

export { createCatalog } from './create-catalog.ts';
export { nodeCatalog } from './node/index.ts';
export type { BlockingKind, CatalogEntry, Crossing, NativeTwin } from './types.ts';

/** Everything known to block, with its lookup. Options combine their own with `createCatalog`. */
export const builtInCatalog = createCatalog([
  ...nodeCatalog,
  ...packageCatalog,
  ...denoCatalog,
  ...bunCatalog,
  ...webCatalog,
]);

/** The entry of an export of a module (with or without `node:`), or undefined when it is not known to block. */
export const findEntry = builtInCatalog.find;

/** The last steps of all export paths: a name that is not among them cannot be a blocking function. */
export const blockingNames = builtInCatalog.names;
