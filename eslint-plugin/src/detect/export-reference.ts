import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStringIfConstant, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode, Variable } from '../ast.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { oncePerFile, perFile } from '../per-file.ts';
import { boundFunction } from './borrowed-call.ts';
import type { Arguments } from './borrowed-call.ts';

/**
 * Resolves an expression to the module export it stands for, through the file's bindings: imports, `require`,
 * dynamic imports, aliases, destructuring and globals. Names alone never decide.
 */

/** What an expression refers to. */
export interface ExportReference<T> {
  readonly value: T;
  /** Whether it always refers to that. Not so for `options.read ?? fs.readFileSync`. */
  readonly certain: boolean;
  /** Present where `bind` gives the function a `this`, and what it is called with first. */
  readonly bound?: { readonly args: Arguments };
}

/** Answers what an export is: the value looked for, or `undefined` when the export is of no interest. */
export type Lookup<T> = (module: string, path: readonly string[]) => T | undefined;

/** The module name under which globals are looked up. */
export const GLOBAL_MODULE = 'globalThis';

/** A step of an export path that stands for the value a call gives back: `createRequire` and `createRequire.()`. */
export const CALL_STEP = '()';

/** A step that stands for the instance a class makes: `DatabaseSync.new().exec`. */
export const NEW_STEP = 'new()';

/** Names of the global object, on which globals are properties. */
export const GLOBAL_OBJECTS: readonly string[] = ['globalThis', 'global', 'window', 'self'];

/**
 * How many expressions are looked at for one answer. Bindings can refer to each other in ways that multiply, and a
 * long chain of method calls looks like many possible loaders; nobody imports a function that way.
 */
const MAX_VISITS = 256;

/**
 * Finds what an expression refers to.
 *
 * @param expression the expression, for instance the callee of a call
 * @param lookup asked for each module export the expression may stand for
 * @param sourceCode the file
 * @returns what `lookup` gave, or `undefined` when the expression stands for nothing that `lookup` knows
 */
export function resolveExport<T>(
  expression: Node,
  lookup: Lookup<T>,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const found = resolveFunction(expression, lookup, sourceCode);
  return found?.bound ? undefined : found;
}

/** Finds what an expression refers to, or which function it is bound to. */
export function resolveFunction<T>(
  expression: Node,
  lookup: Lookup<T>,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const candidate = candidateFor(expression, sourceCode);
  if (candidate === 'none') return undefined;
  if (candidate === 'several') return resolveWith(lookup, expression, sourceCode);
  const value = lookup(candidate.module, candidate.path);
  return value === undefined ? undefined : { ...candidate.reference, value };
}

function resolveWith<T>(
  lookup: Lookup<T>,
  expression: Node,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const resolver = new Resolver(lookup, sourceCode);
  const value = resolver.resolve(expression, []);
  if (value === undefined) return undefined;
  const { certain, bound } = resolver;
  return { value, certain, ...(bound && { bound }) };
}

/** The export that an expression may stand for, where there is just one, and what it is if a lookup knows that. */
interface Candidate {
  readonly module: string;
  readonly path: readonly string[];
  readonly reference: ExportReference<true>;
}

/** Many questions are asked about an expression: whether its function is known to block, to log, to listen, and so on. */
const candidateFor = oncePerFile((expression: Node, sourceCode): Candidate | 'none' | 'several' =>
  leadsNowhere(expression, sourceCode) ? 'none' : findCandidate(expression, sourceCode),
);

/** Whether an expression is made of something that is certainly no export, as most are: a parameter, a literal. */
function leadsNowhere(expression: Node, sourceCode: SourceCode): boolean {
  for (let node = withoutTypeWrappers(expression); ;) {
    switch (node.type) {
      case 'MemberExpression':
        node = withoutTypeWrappers(node.object);
        break;
      case 'CallExpression':
      case 'NewExpression':
        node = withoutTypeWrappers(node.callee);
        break;
      case 'Identifier': {
        const variable = variableOf(node, sourceCode);
        return variable !== null && variable.defs.length > 0 && holdsNoExport(variable, sourceCode);
      }
      case 'AwaitExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'SequenceExpression':
        return false;
      default:
        return true;
    }
  }
}

const knownVariables = perFile(() => new Map<Variable, boolean>());

/** Whether a variable is certainly given something else than an export, once at least. */
function holdsNoExport(variable: Variable, sourceCode: SourceCode): boolean {
  const [definition, redeclaration] = variable.defs;
  if (!definition || redeclaration) return true;
  if (definition.type !== 'Variable') return definition.type !== 'ImportBinding';
  const known = knownVariables(sourceCode);
  let holdsNone = known.get(variable);
  if (holdsNone === undefined) {
    // A variable that is made of itself is looked at closely.
    known.set(variable, false);
    const writes = variable.references.filter((reference) => reference.isWrite());
    holdsNone =
      writes.length === 0 ||
      writes.some(({ writeExpr }) => !writeExpr || leadsNowhere(writeExpr, sourceCode));
    known.set(variable, holdsNone);
  }
  return holdsNone;
}

/**
 * A lookup that knows nothing ends a search at its first question or later, where one that knows everything asks the
 * most: what that one is not asked about, none is.
 */
function findCandidate(expression: Node, sourceCode: SourceCode): Candidate | 'none' | 'several' {
  const asked: Pick<Candidate, 'module' | 'path'>[] = [];
  const knowsAll = (module: string, path: readonly string[]): true => {
    asked.push({ module, path });
    return true;
  };
  const reference = resolveWith(knowsAll, expression, sourceCode);
  const [only, another] = asked;
  if (!only || !reference) return 'none';
  return another ? 'several' : { ...only, reference };
}

class Resolver<T> {
  /** False once the expression turns out to have several values, of which not all are the one found. */
  certain = true;
  bound: ExportReference<T>['bound'];
  readonly #lookup: Lookup<T>;
  readonly #sourceCode: SourceCode;
  readonly #budget: { visits: number };
  /** Variables on the way to the expression at hand: one that refers to itself says nothing new. */
  readonly #entered = new Set<Variable>();

  constructor(lookup: Lookup<T>, sourceCode: SourceCode, budget = { visits: MAX_VISITS }) {
    this.#lookup = lookup;
    this.#sourceCode = sourceCode;
    this.#budget = budget;
  }

  /** Resolves `expression.path[0].path[1]…`. */
  resolve(expression: Node, path: readonly string[]): T | undefined {
    if (this.#budget.visits-- <= 0) return undefined;
    const node = withoutTypeWrappers(expression);
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node, path);
      case 'MemberExpression': {
        const name = node.computed
          ? getPropertyName(node, this.#sourceCode.getScope(node))
          : getPropertyName(node);
        return name === null ? undefined : this.resolve(node.object, [name, ...path]);
      }
      case 'CallExpression':
        return this.#call(node, path);
      case 'NewExpression':
        return this.resolve(node.callee, [NEW_STEP, ...path]);
      case 'AwaitExpression':
        return node.argument.type === 'ImportExpression'
          ? this.#module(this.#string(node.argument.source), path)
          : undefined;
      case 'LogicalExpression':
        // `injected.fs ?? fs`: either side may be the value. The left side of `&&`, being falsy, never is.
        return this.#either(node.operator === '&&' ? [node.right] : [node.left, node.right], path);
      case 'ConditionalExpression':
        return this.#either([node.consequent, node.alternate], path);
      case 'SequenceExpression': {
        const value = node.expressions.at(-1);
        return value && this.resolve(value, path);
      }
      default:
        return undefined;
    }
  }

  #either(values: readonly Node[], path: readonly string[]): T | undefined {
    const results = values.map((value) => this.resolve(value, path));
    const found = results.find((result) => result !== undefined);
    if (results.some((result) => result !== found)) this.certain = false;
    return found;
  }

  #identifier(node: TSESTree.Identifier, path: readonly string[]): T | undefined {
    const variable = variableOf(node, this.#sourceCode);
    if (!variable || variable.defs.length === 0) return this.#global(node.name, path);
    const [definition, redeclaration] = variable.defs;
    if (!definition || redeclaration) return undefined;
    if (definition.type === 'ImportBinding') return this.#import(definition, path);
    if (definition.type === 'Variable') return this.#variable(variable, path);
    return undefined;
  }

  #global(name: string, path: readonly string[]): T | undefined {
    return this.#lookup(GLOBAL_MODULE, GLOBAL_OBJECTS.includes(name) ? path : [name, ...path]);
  }

  #import(
    { node, parent }: TSESLint.Scope.Definitions.ImportBindingDefinition,
    path: readonly string[],
  ): T | undefined {
    if (node.type === 'TSImportEqualsDeclaration') {
      const { moduleReference, importKind } = node;
      return moduleReference.type === 'TSExternalModuleReference' && importKind === 'value'
        ? this.#module(this.#string(moduleReference.expression), path)
        : undefined;
    }
    if (parent.type !== 'ImportDeclaration' || parent.importKind === 'type') return undefined;
    const module = parent.source.value;
    if (node.type === 'ImportNamespaceSpecifier') return this.#module(module, path);
    if (node.type === 'ImportDefaultSpecifier') return this.#module(module, ['default', ...path]);
    if (node.importKind === 'type') return undefined;
    const name = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
    return this.#module(module, [name, ...path]);
  }

  #variable(variable: Variable, path: readonly string[]): T | undefined {
    if (this.#entered.has(variable)) return undefined;
    this.#entered.add(variable);
    const found = this.#writes(variable, path);
    this.#entered.delete(variable);
    return found;
  }

  /** A variable that is written several times counts only when every value it is given resolves. */
  #writes(variable: Variable, path: readonly string[]): T | undefined {
    let found: T | undefined;
    for (const reference of variable.references) {
      if (!reference.isWrite()) continue;
      const value = this.#write(reference, variable.name, path);
      if (value === undefined) return undefined;
      found ??= value;
      if (value !== found) this.certain = false;
    }
    return found;
  }

  #write(
    { identifier, writeExpr }: TSESLint.Scope.Reference,
    name: string,
    path: readonly string[],
  ): T | undefined {
    const target = identifier.type === 'Identifier' && writeExpr ? assignmentTarget(identifier) : undefined;
    if (!writeExpr || !target) return undefined;
    // A default value inside a destructuring pattern is a write of its own, and a fallback at most.
    const names = writeExpr.parent?.type === 'AssignmentPattern' ? [] : this.#pathTo(name, target);
    return names && this.resolve(writeExpr, [...names, ...path]);
  }

  /** The property names that lead from a destructured value to the variable called `name`. */
  #pathTo(name: string, target: Node): readonly string[] | undefined {
    if (target.type === 'Identifier') return target.name === name ? [] : undefined;
    if (target.type === 'AssignmentPattern') return this.#pathTo(name, target.left);
    if (target.type !== 'ObjectPattern') return undefined;
    for (const property of target.properties) {
      if (property.type === 'RestElement') {
        if (this.#pathTo(name, property.argument)) return [];
        continue;
      }
      const inner = this.#pathTo(name, property.value);
      if (!inner) continue;
      const key = getPropertyName(property, this.#sourceCode.getScope(property));
      return key === null ? undefined : [key, ...inner];
    }
    return undefined;
  }

  #call(node: TSESTree.CallExpression, path: readonly string[]): T | undefined {
    const [specifier] = node.arguments;
    const loads =
      specifier !== undefined &&
      specifier.type !== 'SpreadElement' &&
      new Resolver(isModuleLoader, this.#sourceCode, this.#budget).resolve(node.callee, []);
    if (loads) return this.#module(this.#string(specifier), path);
    const bound = path.length === 0 ? boundFunction(node) : undefined;
    return bound ? this.#bound(bound.callee, bound.args) : this.resolve(node.callee, [CALL_STEP, ...path]);
  }

  #bound(fn: Node, args: Arguments): T | undefined {
    // Functions that are bound twice, or in several ways, are not told apart.
    this.bound = { args: this.bound ? undefined : args };
    return this.resolve(fn, []);
  }

  #module(specifier: string | null, path: readonly string[]): T | undefined {
    return specifier === null ? undefined : this.#lookup(bareModuleName(specifier), path);
  }

  #string(node: Node): string | null {
    // Nearly always it is written out, and then no scope need be looked for.
    if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
    return getStringIfConstant(node, this.#sourceCode.getScope(node));
  }
}

/** The functions whose call with a specifier gives a module. */
function isModuleLoader(module: string, path: readonly string[]): true | undefined {
  const name = (path[0] === 'default' ? path.slice(1) : path).join('.');
  switch (module) {
    case GLOBAL_MODULE:
      return (
        name === 'require' || name === 'module.require' || name === 'process.getBuiltinModule' || undefined
      );
    case 'process':
      return name === 'getBuiltinModule' || undefined;
    case 'module':
      return (
        name === `createRequire.${CALL_STEP}` || name === `Module.createRequire.${CALL_STEP}` || undefined
      );
    default:
      return undefined;
  }
}

/** The whole left side of the declaration or assignment that an identifier is written by. */
function assignmentTarget(identifier: TSESTree.Identifier): Node | undefined {
  let node: Node = identifier;
  for (;;) {
    const parent: Node = node.parent;
    switch (parent.type) {
      case 'VariableDeclarator':
        // Without an initialiser this is the variable of a `for…of`, which is given the elements, not the value.
        return parent.init ? parent.id : undefined;
      case 'AssignmentExpression':
        // `fs ??= require('node:fs')` loads a module when it is first needed.
        return ['=', '??=', '||='].includes(parent.operator) ? parent.left : undefined;
      case 'AssignmentPattern':
      case 'ObjectPattern':
      case 'Property':
      case 'RestElement':
        node = parent;
        break;
      default:
        return undefined;
    }
  }
}
