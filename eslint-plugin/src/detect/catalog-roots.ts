import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode, Variable } from '../ast.ts';
import { getStringIfConstant, moduleStatements } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { GLOBAL_OBJECTS } from './export-path.ts';

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
  const names = rootNames(catalog);
  const variables = importedVariables(sourceCode, (specifier) => names.modules.has(specifier));
  const references = globalReferences(sourceCode, names, catalog);
  return variables || references ? { variables: variables ?? [], references: references ?? [] } : undefined;
}

/** Whether a dynamic import is of one of the modules looked for: `import('node:fs')`. */
export function isImportOf(
  { source }: TSESTree.ImportExpression,
  isLookedFor: (specifier: string) => boolean,
): boolean {
  const specifier = getStringIfConstant(source);
  return specifier !== null && isLookedFor(specifier);
}

/** Whether a specifier names a module of the catalog, or one whose functions give modules. */
export function isKnownModule(specifier: string, catalog: Catalog): boolean {
  return rootNames(catalog).modules.has(specifier);
}

/** The variables that static imports of some modules declare. */
export function importedVariables(
  sourceCode: SourceCode,
  isLookedFor: (specifier: string) => boolean,
): Variable[] | undefined {
  let found: Variable[] | undefined;
  for (const statement of moduleStatements(sourceCode)) {
    const { type } = statement;
    if (type !== 'ImportDeclaration' && type !== 'TSImportEqualsDeclaration') continue;
    const specifier = moduleOf(statement);
    if (specifier === undefined || !isLookedFor(specifier)) continue;
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
function globalReferences(
  { scopeManager }: SourceCode,
  names: RootNames,
  catalog: Catalog,
): TSESTree.Identifier[] | undefined {
  let found: TSESTree.Identifier[] | undefined;
  for (const identifier of referencesToGlobals(scopeManager, names.globals)) {
    if (isRoot(identifier, names.modules, catalog)) (found ??= []).push(identifier);
  }
  return found;
}

/** The references to globals of some names. */
export function* referencesToGlobals(
  scopeManager: SourceCode['scopeManager'],
  names: ReadonlySet<string>,
): Generator<TSESTree.Identifier | TSESTree.JSXIdentifier> {
  const scope = scopeManager?.globalScope;
  if (!scope) return;
  for (const { identifier } of scope.through) if (names.has(identifier.name)) yield identifier;
  // ESLint takes a reference out of `through` once its configuration declares the global.
  for (const name of names) {
    const variable = scope.set.get(name);
    if (variable?.defs.length !== 0) continue;
    for (const { identifier } of variable.references) yield identifier;
  }
}

/** What roots are found by. */
interface RootNames {
  /** Modules as they may be written: with and without `node:`, so that a specifier need not be taken apart. */
  readonly modules: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
}

const knownNames = new WeakMap<Catalog, RootNames>();

function rootNames(catalog: Catalog): RootNames {
  let names = knownNames.get(catalog);
  if (!names) {
    const modules = [...catalog.modules, ...LOADER_MODULES];
    names = {
      modules: new Set([...modules, ...modules.map((name) => `node:${name}`)]),
      globals: new Set([...catalog.globals, ...GLOBAL_OBJECTS, ...LOADER_GLOBALS]),
    };
    knownNames.set(catalog, names);
  }
  return names;
}

/** Spares the many `require('./file')`, `module.exports` and `process.env` of a file a closer look. */
function isRoot(
  identifier: TSESTree.Identifier | TSESTree.JSXIdentifier,
  modules: ReadonlySet<string>,
  catalog: Catalog,
): identifier is TSESTree.Identifier {
  if (identifier.type !== 'Identifier') return false;
  const { parent } = identifier;
  if (parent.type === 'CallExpression' && identifier.name === 'require') {
    if (catalog.globals.has('require')) return true;
    const [specifier] = parent.arguments;
    return specifier?.type !== 'Literal' || modules.has(String(specifier.value));
  }
  if (parent.type !== 'MemberExpression' || parent.computed || parent.property.type !== 'Identifier')
    return true;
  const { name } = parent.property;
  if (identifier.name === 'module') return LOADERS.has(name);
  return identifier.name !== 'process' || LOADERS.has(name) || catalog.names.has(name) || name === 'report';
}
