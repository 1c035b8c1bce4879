import type { TSESTree } from '@typescript-eslint/utils';
import { getStaticValue, isVisiblyFunction, withoutTypeWrappers } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import type { Catalog } from '../catalog/index.ts';
import { resolveExport } from './export-reference.ts';
import type { Lookup } from './export-reference.ts';

/** A call of a function that the catalog says blocks. */
export interface BlockingCall {
  readonly node: TSESTree.CallExpression;
  readonly entry: CatalogEntry;
  /** False when the callee may also be another function: `(options.read ?? fs.readFileSync)(path)`. */
  readonly certain: boolean;
}

/** Makes the test that tells blocking calls from all others in one file. */
export function blockingCallFinder(
  catalog: Catalog,
  sourceCode: SourceCode,
): (node: TSESTree.CallExpression) => BlockingCall | undefined {
  const lookup: Lookup<CatalogEntry> = (module, path) =>
    // The module itself is what a CommonJS package assigns to `module.exports`.
    catalog.find(module, path.length === 0 ? 'default' : path.join('.')) ??
    // CommonJS modules and Node's own are their default export, and interop helpers nest it.
    (path[0] === 'default' ? lookup(module, path.slice(1)) : undefined);

  return (node) => {
    if (!mayNameBlockingFunction(node.callee, catalog)) return undefined;
    const found = resolveExport(node.callee, lookup, sourceCode);
    return found && blocksWhenCalled(found.value, node.arguments, sourceCode)
      ? { node, entry: found.value, certain: found.certain }
      : undefined;
  };
}

/** Whether a call with these arguments is one that blocks. */
function blocksWhenCalled(
  { construct, unlessCallback, whenArgument }: CatalogEntry,
  args: readonly TSESTree.CallExpressionArgument[],
  sourceCode: SourceCode,
): boolean {
  if (construct) return false;
  const last = args.at(-1);
  if (unlessCallback && last && isVisiblyFunction(last, sourceCode)) return false;
  if (!whenArgument) return true;
  const argument = args[whenArgument.index];
  const value = argument && getStaticValue(argument, sourceCode.getScope(argument))?.value;
  return whenArgument.is === 'number' ? typeof value === 'number' : value === false;
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
  if (node.property.type !== 'Identifier') return false;
  return node.property.name === 'default' || catalog.names.has(node.property.name);
}
