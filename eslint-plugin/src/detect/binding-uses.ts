import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStringIfConstant, moduleStatements } from '../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { GLOBAL_OBJECTS } from './export-reference.ts';

/**
 * Where a file uses what may block: followed forwards from the imports, requires and globals that the catalog knows,
 * through members and variables, to calls. A file that has none of them is done after a look at its imports, and
 * the cost of any other grows with these uses, not with the file.
 */

/** Something that is called, or handed to a call as an argument. */
export interface Use {
  /** The called expression, or the argument. */
  readonly expression: TSESTree.Expression;
  readonly call: Call;
}

/** Modules and globals whose functions give modules. */
const LOADER_MODULES = ['module', 'process'];
const LOADER_GLOBALS = ['require', 'module', 'process'];
const LOADERS = new Set(['createRequire', 'getBuiltinModule', 'require']);

/** Where the uses begin: variables of imports, and references to globals. */
export interface Roots {
  readonly variables: readonly Variable[];
  readonly references: readonly Node[];
}

/** What of a catalog can be told from a text. */
interface Clues {
  /** Matches the specifiers of its modules, as string literals. */
  readonly specifiers: RegExp;
  readonly globals: ReadonlySet<string>;
  readonly globalsAndLoaders: ReadonlySet<string>;
}

const cluesOf = new WeakMap<Catalog, Clues>();

/** Finds what a file takes from the catalog's modules and globals, or nothing when it takes nothing. */
export function catalogRoots(sourceCode: SourceCode, catalog: Catalog): Roots | undefined {
  let clues = cluesOf.get(catalog);
  if (!clues) cluesOf.set(catalog, (clues = readClues(catalog)));
  // A module is loaded by its name, so a text that does not hold one needs no look at its imports.
  const loadsModules = clues.specifiers.test(sourceCode.text);
  const variables = loadsModules ? [...importedVariables(sourceCode, catalog)] : [];
  const names = loadsModules ? clues.globalsAndLoaders : clues.globals;
  const references = [...globalReferences(sourceCode, names, catalog)];
  return loadsModules || references.length > 0 ? { variables, references } : undefined;
}

function readClues({ modules, globals }: Catalog): Clues {
  const names = [...modules, ...LOADER_MODULES].map((name) => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const known = new Set([...globals, ...GLOBAL_OBJECTS]);
  return {
    specifiers: new RegExp(`["'\`](?:node:)?(?:${names.join('|')})["'\`]`),
    globals: known,
    globalsAndLoaders: new Set([...known, ...LOADER_GLOBALS]),
  };
}

/** Follows the roots, and the file's dynamic imports, to their uses. */
export function catalogUses(
  { variables, references }: Roots,
  imports: readonly TSESTree.ImportExpression[],
  sourceCode: SourceCode,
  catalog: Catalog,
): Use[] {
  const follower = new Follower(sourceCode, (call) => {
    const [specifier] = call.arguments;
    if (call.type === 'NewExpression') return true;
    const name = lastName(call.callee);
    if (name !== undefined && catalog.makers.has(name)) return true;
    if (specifier?.type === 'Literal')
      return typeof specifier.value === 'string' && loads(specifier.value, catalog);
    return name !== undefined && LOADERS.has(name);
  });
  for (const variable of variables) follower.variable(variable);
  for (const reference of references) follower.expression(reference);
  for (const { parent, source } of imports) {
    const specifier = parent.type === 'AwaitExpression' ? getStringIfConstant(source) : null;
    if (specifier !== null && loads(specifier, catalog)) follower.expression(parent);
  }
  return follower.uses;
}

/** Whether a specifier names a module of the catalog, or one whose functions give modules. */
function loads(specifier: string, { modules }: Catalog): boolean {
  const name = bareModuleName(specifier);
  return modules.has(name) || LOADER_MODULES.includes(name);
}

/** Finds the uses of one variable of the file: where a function that it holds is called. */
export function variableUses(variable: Variable, sourceCode: SourceCode): Use[] {
  const follower = new Follower(sourceCode, () => false);
  follower.variable(variable);
  return follower.uses;
}

class Follower {
  readonly uses: Use[] = [];
  readonly #sourceCode: SourceCode;
  readonly #resultMatters: (call: Call) => boolean;
  readonly #seen = new Set<Variable | Node>();

  /** @param resultMatters whether what a followed call gives back is to be followed too */
  constructor(sourceCode: SourceCode, resultMatters: (call: Call) => boolean) {
    this.#sourceCode = sourceCode;
    this.#resultMatters = resultMatters;
  }

  variable(variable: Variable): void {
    if (this.#seen.has(variable)) return;
    this.#seen.add(variable);
    for (const { identifier } of variable.references) this.expression(identifier);
  }

  /** Follows a value outwards from where it is written. */
  expression(start: Node): void {
    let node = start;
    for (;;) {
      if (this.#seen.has(node)) return;
      this.#seen.add(node);
      const parent: Node | undefined = node.parent;
      switch (parent?.type) {
        case 'MemberExpression':
          if (parent.object !== node) return;
          break;
        case 'ChainExpression':
        case 'ConditionalExpression':
        case 'LogicalExpression':
        case 'SequenceExpression':
        case 'TSAsExpression':
        case 'TSInstantiationExpression':
        case 'TSNonNullExpression':
        case 'TSSatisfiesExpression':
        case 'TSTypeAssertion':
          break;
        case 'CallExpression':
        case 'NewExpression':
          this.uses.push({ expression: node as TSESTree.Expression, call: parent });
          if (parent.callee !== node || !this.#resultMatters(parent)) return;
          break;
        case 'VariableDeclarator':
          if (parent.init === node) this.#declared(parent);
          return;
        case 'AssignmentExpression':
          if (parent.right === node) this.#assigned(parent.left);
          return;
        case 'AssignmentPattern':
          if (parent.right === node) this.#assigned(parent.left);
          return;
        default:
          return;
      }
      node = parent;
    }
  }

  #declared(declarator: TSESTree.VariableDeclarator): void {
    for (const variable of this.#sourceCode.getDeclaredVariables(declarator)) this.variable(variable);
  }

  #assigned(target: Node): void {
    if (target.type === 'Identifier') {
      const variable = findReference(target, this.#sourceCode)?.resolved;
      if (variable) this.variable(variable);
    } else if (target.type === 'ObjectPattern') {
      for (const property of target.properties) {
        this.#assigned(property.type === 'RestElement' ? property.argument : property.value);
      }
    } else if (target.type === 'AssignmentPattern') {
      this.#assigned(target.left);
    }
  }
}

function findReference(
  identifier: TSESTree.Identifier,
  sourceCode: SourceCode,
): TSESLint.Scope.Reference | undefined {
  return sourceCode.getScope(identifier).references.find((reference) => reference.identifier === identifier);
}

/** The variables that static imports of known modules declare. */
function* importedVariables(sourceCode: SourceCode, catalog: Catalog): Generator<Variable> {
  for (const statement of moduleStatements(sourceCode)) {
    if (statement.type === 'ImportDeclaration') {
      if (statement.importKind === 'type' || !loads(statement.source.value, catalog)) continue;
      for (const specifier of statement.specifiers) yield* sourceCode.getDeclaredVariables(specifier);
    } else if (statement.type === 'TSImportEqualsDeclaration') {
      yield* sourceCode.getDeclaredVariables(statement);
    }
  }
}

/** The references to globals by which a file may reach the catalog. */
function* globalReferences(
  { scopeManager }: SourceCode,
  names: ReadonlySet<string>,
  catalog: Catalog,
): Generator<TSESTree.Identifier> {
  const scope = scopeManager?.globalScope;
  if (!scope) return;
  const isRoot = (
    identifier: TSESTree.Identifier | TSESTree.JSXIdentifier,
  ): identifier is TSESTree.Identifier =>
    identifier.type === 'Identifier' && mayReachCatalog(identifier, catalog);
  for (const { identifier } of scope.through) {
    if (names.has(identifier.name) && isRoot(identifier)) yield identifier;
  }
  // ESLint takes a reference out of `through` once its configuration declares the global.
  for (const name of names) {
    const variable = scope.set.get(name);
    if (variable?.defs.length !== 0) continue;
    for (const { identifier } of variable.references) if (isRoot(identifier)) yield identifier;
  }
}

/** Spares the many `require('./file')`, `module.exports` and `process.env` of a file a closer look. */
function mayReachCatalog(identifier: TSESTree.Identifier, catalog: Catalog): boolean {
  const { parent } = identifier;
  if (parent.type === 'CallExpression' && identifier.name === 'require') {
    const [specifier] = parent.arguments;
    return specifier?.type !== 'Literal' || loads(String(specifier.value), catalog);
  }
  if (parent.type !== 'MemberExpression' || parent.computed || parent.property.type !== 'Identifier')
    return true;
  const { name } = parent.property;
  if (identifier.name === 'module') return LOADERS.has(name);
  return identifier.name !== 'process' || LOADERS.has(name) || catalog.names.has(name) || name === 'report';
}

function lastName(callee: Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (getPropertyName(callee) ?? undefined) : undefined;
}
