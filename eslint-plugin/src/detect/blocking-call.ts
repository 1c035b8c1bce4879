import type { TSESTree } from '@typescript-eslint/utils';
import { withoutTypeWrappers } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import type { Catalog } from '../catalog/index.ts';
import { resolveExport } from './export-reference.ts';
import type { Lookup } from './export-reference.ts';

/** A call of a function that the catalog says blocks. */
export interface BlockingCall {
  readonly node: TSESTree.CallExpression;
  readonly entry: CatalogEntry;
}

/** Makes the test that tells blocking calls from all others in one file. */
export function blockingCallFinder(
  catalog: Catalog,
  sourceCode: SourceCode,
): (node: TSESTree.CallExpression) => BlockingCall | undefined {
  const lookup: Lookup<CatalogEntry> = (module, path) =>
    catalog.find(module, path.join('.')) ??
    // CommonJS modules and Node's own are their default export, and interop helpers nest it.
    (path[0] === 'default' ? lookup(module, path.slice(1)) : undefined);

  return (node) => {
    if (!mayNameBlockingFunction(node.callee, catalog)) return undefined;
    const entry = resolveExport(node.callee, lookup, sourceCode);
    return entry && { node, entry };
  };
}

/** How people write the function: `fs.readFileSync`, `Atomics.wait`. */
export function displayName(entry: CatalogEntry): string {
  return entry.module === 'globalThis' ? entry.export : `${entry.module}.${entry.export}`;
}

/** A cheap test by name that spares most calls the resolution; a renamed binding can have any name. */
function mayNameBlockingFunction(callee: TSESTree.Expression, catalog: Catalog): boolean {
  const node = withoutTypeWrappers(callee);
  if (node.type !== 'MemberExpression') return node.type !== 'Super' && node.type !== 'FunctionExpression';
  if (node.computed) return true;
  return node.property.type === 'Identifier' && catalog.names.has(node.property.name);
}
