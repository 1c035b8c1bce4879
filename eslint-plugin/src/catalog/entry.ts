/**
 * Constructors that let a catalog file read as a table: one row a function, and in the row only what differs
 * from the common case (an entry that crosses threads, in every supported Node release).
 */

import type { BlockingKind, CatalogEntry, NativeTwin } from './types.ts';

/** What a row may say beside its name and its twin; a kind given here replaces that of the table. */
type Details = Partial<Omit<CatalogEntry, 'module' | 'export' | 'native'>>;

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

/**
 * Makes the row constructor of the methods of a class. They need their instance, and an instance stays on the
 * thread that made it.
 */
export function blockingMethod(module: string, receiver: string, kind: BlockingKind) {
  const row = blocking(module, kind);
  const className = receiver.slice(receiver.lastIndexOf('.') + 1);
  return (method: string, native?: NativeTwin, details?: Details): CatalogEntry =>
    row(`${receiver}.${method}`, native, { crossing: 'handle', receiver: className, ...details });
}

/** Makes the constructor of twins that live in `module` and answer in one style. */
export function twin(module: string, style: NativeTwin['style']) {
  return (exportPath: string, shape?: Shape): NativeTwin => ({ module, export: exportPath, style, ...shape });
}
