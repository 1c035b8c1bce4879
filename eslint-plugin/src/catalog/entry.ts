/**
 * Constructors that let a catalog file read as a table: one row a function, and in the row only what differs
 * from the common case (an entry that crosses threads, in every supported Node release).
 */

import type { BlockingKind, CatalogEntry, NativeTwin } from './types.ts';

/** What a row may say beside its name, its kind and its twin. */
type Details = Partial<Omit<CatalogEntry, 'module' | 'export' | 'kind' | 'native'>>;

/** What a twin may say beside its name and its style. */
type Shape = Omit<NativeTwin, 'module' | 'export' | 'style'>;

/** Makes the row constructor of a module whose functions block for one reason. */
export function blocking(module: string, kind: BlockingKind) {
  return (exportPath: string, native?: NativeTwin, details?: Details): CatalogEntry => ({
    module,
    export: exportPath,
    kind,
    crossing: 'ok',
    ...(native && { native }),
    ...details,
  });
}

/** Makes the constructor of twins that live in `module` and answer in one style. */
export function twin(module: string, style: NativeTwin['style']) {
  return (exportPath: string, shape?: Shape): NativeTwin => ({ module, export: exportPath, style, ...shape });
}
