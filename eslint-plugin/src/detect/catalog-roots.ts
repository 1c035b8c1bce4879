import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode, Variable } from '../ast.ts';
import { getStringIfConstant, moduleStatements } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { GLOBAL_OBJECTS } from './export-reference.ts';

/**
 * What a file takes from the catalog: its imports, requires and globals. Every file is asked for them, and most have
 * none, so that this looks at import declarations and unresolved names only, and never at the whole text.
 */

/** Modules and globals whose functions give modules. */
const LOADER_MODULES = ['module', 'process'];
const LOADER_GLOBALS = ['require', 'module', 'process'];

/** The names of those functions. */
export const LOADERS: ReadonlySet<string> = new Set(['createRequire', 'getBuiltinModule', 'require']);

/** Where uses of the catalog begin: variables of imports, and references to globals. */
export interface Roots {
  readonly variables: readonly Variable[];
  readonly references: readonly TSESTree.Identifier[];
}

/** Finds what a file takes from the catalog's modules and globals, or nothing when it takes nothing. */
export function catalogRoots(sourceCode: SourceCode, catalog: Catalog): Roots | undefined {
  const variables = importedVariables(sourceCode, catalog);
  const references = globalReferences(sourceCode, catalog);
  return variables || references ? { variables: variables ?? [], references: references ?? [] } : undefined;
}

/** What a dynamic import gives, if that is a known module: `await import('node:fs')`. */
export function importedModule(
  { parent, source }: TSESTree.ImportExpression,
  catalog: Catalog,
): TSESTree.AwaitExpression | undefined {
  const specifier = parent.type === 'AwaitExpression' ? getStringIfConstant(source) : null;
  return parent.type === 'AwaitExpression' && specifier !== null && isKnownModule(specifier, catalog)
    ? parent
    : undefined;
}

/** Whether a specifier names a module of the catalog, or one whose functions give modules. */
export function isKnownModule(specifier: string, { modules }: Catalog): boolean {
  const name = bareModuleName(specifier);
  return modules.has(name) || LOADER_MODULES.includes(name);
}

/** The variables that static imports of known modules declare. */
function importedVariables(sourceCode: SourceCode, catalog: Catalog): Variable[] | undefined {
  let found: Variable[] | undefined;
  for (const statement of moduleStatements(sourceCode)) {
    const { type } = statement;
    if (type !== 'ImportDeclaration' && type !== 'TSImportEqualsDeclaration') continue;
    const specifier = moduleOf(statement);
    if (specifier === undefined || !isKnownModule(specifier, catalog)) continue;
    const declaring = type === 'ImportDeclaration' ? statement.specifiers : [statement];
    found = [...(found ?? []), ...declaring.flatMap((node) => sourceCode.getDeclaredVariables(node))];
  }
  return found;
}

/** The module that a statement imports values from. */
function moduleOf(
  statement: TSESTree.ImportDeclaration | TSESTree.TSImportEqualsDeclaration,
): string | undefined {
  if (statement.importKind === 'type') return undefined;
  if (statement.type === 'ImportDeclaration') return statement.source.value;
  const { moduleReference: reference } = statement;
  return reference.type === 'TSExternalModuleReference' ? reference.expression.value : undefined;
}

/** The references to globals by which a file may reach the catalog. */
function globalReferences({ scopeManager }: SourceCode, catalog: Catalog): TSESTree.Identifier[] | undefined {
  const scope = scopeManager?.globalScope;
  if (!scope) return undefined;
  const names = rootNames(catalog);
  let found: TSESTree.Identifier[] | undefined;
  for (const { identifier } of scope.through) {
    if (names.has(identifier.name) && isRoot(identifier, catalog)) (found ??= []).push(identifier);
  }
  // ESLint takes a reference out of `through` once its configuration declares the global.
  for (const name of names) {
    const variable = scope.set.get(name);
    if (variable?.defs.length !== 0) continue;
    for (const { identifier } of variable.references) {
      if (isRoot(identifier, catalog)) (found ??= []).push(identifier);
    }
  }
  return found;
}

const namesOfRoots = new WeakMap<Catalog, ReadonlySet<string>>();

/** The globals that roots may be references to. */
function rootNames(catalog: Catalog): ReadonlySet<string> {
  let names = namesOfRoots.get(catalog);
  if (!names) {
    names = new Set([...catalog.globals, ...GLOBAL_OBJECTS, ...LOADER_GLOBALS]);
    namesOfRoots.set(catalog, names);
  }
  return names;
}

/** Spares the many `require('./file')`, `module.exports` and `process.env` of a file a closer look. */
function isRoot(
  identifier: TSESTree.Identifier | TSESTree.JSXIdentifier,
  catalog: Catalog,
): identifier is TSESTree.Identifier {
  if (identifier.type !== 'Identifier') return false;
  const { parent } = identifier;
  if (parent.type === 'CallExpression' && identifier.name === 'require') {
    if (catalog.globals.has('require')) return true;
    const [specifier] = parent.arguments;
    return specifier?.type !== 'Literal' || isKnownModule(String(specifier.value), catalog);
  }
  if (parent.type !== 'MemberExpression' || parent.computed || parent.property.type !== 'Identifier')
    return true;
  const { name } = parent.property;
  if (identifier.name === 'module') return LOADERS.has(name);
  return identifier.name !== 'process' || LOADERS.has(name) || catalog.names.has(name) || name === 'report';
}
