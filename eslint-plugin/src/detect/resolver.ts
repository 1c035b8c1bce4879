import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStringIfConstant, isFunction, memberName } from '../ast.ts';
import { variableOf, withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, SourceCode, Variable } from '../ast.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { boundFunction } from './borrowed-call.ts';
import type { Arguments } from './borrowed-call.ts';
import type { ClassNode } from './execution-context.ts';
import { AWAIT_STEP, CALL_STEP, GLOBAL_MODULE, GLOBAL_OBJECTS, NEW_STEP } from './export-path.ts';
import type { Lookup } from './export-path.ts';
import { fieldValues } from './fields.ts';
import { referredBodies, valueGivenBy } from './local-function.ts';
import { receiverOfThis } from './receiver.ts';
import { ownMember } from './members.ts';
import { memberOfHeld } from './held-objects.ts';
import { isModuleLoader } from './module-loaders.ts';
import { defaultOf, namesTo, targetOf } from './patterns.ts';
import { promiseOfCallback, settledCall } from './promise-values.ts';

/** Follows an expression back, through the bindings of its file, to what it was imported as. */

/**
 * How many expressions are looked at for one answer. Bindings can refer to each other in ways that multiply, and a
 * long chain of method calls looks like many possible loaders; nobody imports a function that way.
 */
const MAX_VISITS = 256;

export class Resolver<T> {
  /** False once the expression turns out to have several values, of which not all are the one found. */
  certain = true;
  /** True once it turns out to go through something that others may give another value: a parameter, a public field. */
  assumed = false;
  bound: { readonly args: Arguments } | undefined;
  readonly #lookup: Lookup<T>;
  readonly #sourceCode: SourceCode;
  readonly #budget: { visits: number };
  /** Variables and fields on the way to the expression at hand: one that refers to itself says nothing new. */
  readonly #entered = new Set<Variable | Node>();

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
      case 'MemberExpression':
        return this.#member(node, path);
      case 'CallExpression':
        return this.#call(node, path);
      case 'NewExpression':
        return this.resolve(node.callee, [NEW_STEP, ...path]);
      case 'AwaitExpression':
        return this.resolve(node.argument, [AWAIT_STEP, ...path]);
      case 'ImportExpression':
        return path[0] === AWAIT_STEP ? this.#module(this.#string(node.source), path.slice(1)) : undefined;
      case 'LogicalExpression':
        // `injected.fs ?? fs`: either side may be the value. The left side of `&&`, being falsy, never is.
        return this.#either(node.operator === '&&' ? [node.right] : [node.left, node.right], path);
      case 'ConditionalExpression':
        return this.#either([node.consequent, node.alternate], path);
      case 'SequenceExpression': {
        const value = node.expressions.at(-1);
        return value && this.resolve(value, path);
      }
      case 'ThisExpression': {
        const [name, ...rest] = path;
        return name === undefined ? undefined : this.#ofThis(node, name, rest);
      }
      case 'ObjectExpression':
        return this.#property(node, path);
      case 'ArrayExpression':
        return this.#element(node, path);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#inherited(node, path);
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
    switch (definition.type) {
      case 'ImportBinding':
        return this.#import(definition, path);
      case 'Variable':
        return this.#once(variable, () => this.#held(variable, path));
      case 'Parameter':
        return this.#once(variable, () => this.#parameter(variable, definition, path));
      case 'ClassName':
        return this.resolve(definition.node, path);
      default:
        return undefined;
    }
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

  #once(entered: Variable | Node, resolve: () => T | undefined): T | undefined {
    if (this.#entered.has(entered)) return undefined;
    this.#entered.add(entered);
    const found = resolve();
    this.#entered.delete(entered);
    return found;
  }

  /** What a variable holds. An object of this file counts where nobody gives it another member. */
  #held(variable: Variable, path: readonly string[]): T | undefined {
    const [name] = path;
    const member = name === undefined ? 'kept' : memberOfHeld(variable, name);
    if (member === 'replaced') return undefined;
    if (member === 'unknown') this.#assume();
    return this.#writes(variable, path);
  }

  #assume(): void {
    this.certain = false;
    this.assumed = true;
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
    const target = identifier.type === 'Identifier' && writeExpr ? targetOf(identifier) : undefined;
    if (!writeExpr || !target) return undefined;
    // A default value inside a destructuring pattern is a write of its own, and a fallback at most.
    const names =
      writeExpr.parent?.type === 'AssignmentPattern' ? [] : namesTo(name, target, this.#sourceCode);
    return names && this.resolve(writeExpr, [...names, ...path]);
  }

  /** A parameter is what a promise gives to its callback, or what it has where nothing is given for it. */
  #parameter(
    variable: Variable,
    { name: declared, node: fn }: TSESLint.Scope.Definitions.ParameterDefinition,
    path: readonly string[],
  ): T | undefined {
    const { name, references } = variable;
    if (!isFunction(fn)) return undefined;
    const index = fn.params.findIndex((param) => namesTo(name, param, this.#sourceCode));
    const param = fn.params[index];
    // Patterns and default values are writes where the parameter is declared.
    const isWrittenLater = references.some(
      (reference) => reference.isWrite() && reference.identifier !== declared,
    );
    if (!param || isWrittenLater) return undefined;
    const given = defaultOf(name, param);
    const promise = index === 0 ? promiseOfCallback(fn) : undefined;
    if (promise) {
      const names = namesTo(name, param, this.#sourceCode) ?? [];
      return this.resolve(promise, [AWAIT_STEP, ...names, ...path]);
    }
    if (!given) return undefined;
    this.#assume();
    return this.resolve(given, path);
  }

  #member(node: TSESTree.MemberExpression, path: readonly string[]): T | undefined {
    const name = node.computed ? getPropertyName(node, this.#sourceCode.getScope(node)) : memberName(node);
    if (name === null) return undefined;
    return node.object.type === 'ThisExpression' || node.object.type === 'Super'
      ? this.#ofThis(node.object, name, path)
      : this.resolve(node.object, [name, ...path]);
  }

  /** A field of the class around, or what that has from a class that it extends. */
  #ofThis(node: Node, name: string, path: readonly string[]): T | undefined {
    const receiver = receiverOfThis(node);
    if (!receiver || receiver.node.type === 'ObjectExpression') return undefined;
    const { node: made, instance } = receiver;
    if (node.type === 'Super')
      return this.#extended(made, instance ? [NEW_STEP, name, ...path] : [name, ...path]);
    return this.resolve(made, instance ? [NEW_STEP, name, ...path] : [name, ...path]);
  }

  /** What the members of a class of this file are: the values of fields, and what it has from a class that it extends. */
  #inherited(node: ClassNode, path: readonly string[]): T | undefined {
    const instance = path[0] === NEW_STEP;
    const [name, ...rest] = instance ? path.slice(1) : path;
    if (name === undefined) return undefined;
    const values = instance ? fieldValues(node, name, this.#sourceCode) : [];
    if (values.length > 0) return this.#field(name, values, rest);
    return ownMember(node, name, instance) ? undefined : this.#extended(node, path);
  }

  #extended({ superClass }: ClassNode, path: readonly string[]): T | undefined {
    return superClass ? this.#once(superClass, () => this.resolve(superClass, path)) : undefined;
  }

  #field(name: string, values: readonly Node[], path: readonly string[]): T | undefined {
    // Whoever has an instance can give a public field another value.
    if (!name.startsWith('#')) this.#assume();
    let found: T | undefined;
    for (const value of values) {
      const given = this.#once(value, () => this.resolve(value, path));
      if (given === undefined) return undefined;
      found ??= given;
      if (given !== found) this.certain = false;
    }
    return found;
  }

  #property({ properties }: TSESTree.ObjectExpression, path: readonly string[]): T | undefined {
    const [name, ...rest] = path;
    if (name === undefined) return undefined;
    const spread: Node[] = [];
    for (const property of properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        spread.push(property.argument);
        continue;
      }
      const key = memberName(property);
      if (key === null) return undefined;
      if (key !== name) continue;
      // What is spread behind it may have a member of that name, which then is the one.
      if (spread.length > 0) this.certain = false;
      return property.kind === 'init' ? this.resolve(property.value, rest) : undefined;
    }
    const found = spread.map((value) => this.resolve(value, path));
    if (spread.length > 1) this.certain = false;
    return found.find((value) => value !== undefined);
  }

  #element({ elements }: TSESTree.ArrayExpression, [index, ...path]: readonly string[]): T | undefined {
    const at = index === undefined ? -1 : Number(index);
    if (elements.slice(0, at + 1).some((element) => element?.type === 'SpreadElement')) return undefined;
    const element = elements[at];
    return element ? this.resolve(element, path) : undefined;
  }

  #call(node: TSESTree.CallExpression, path: readonly string[]): T | undefined {
    const [specifier] = node.arguments;
    const loads =
      specifier !== undefined &&
      specifier.type !== 'SpreadElement' &&
      new Resolver(isModuleLoader, this.#sourceCode, this.#budget).resolve(node.callee, []);
    if (loads) return this.#module(this.#string(specifier), path);
    const bound = path.length === 0 ? boundFunction(node) : undefined;
    if (bound) return this.#bound(bound.callee, bound.args);
    const [fn] = referredBodies(node.callee, this.#sourceCode);
    if (fn) return isFunction(fn) ? this.#given(fn, path) : undefined;
    const settled = path[0] === AWAIT_STEP ? settledCall(node, this.#sourceCode) : undefined;
    return settled
      ? this.resolve(settled.value, settled.path(path.slice(1)))
      : this.resolve(node.callee, [CALL_STEP, ...path]);
  }

  /** What a function of the file gives back. */
  #given(fn: FunctionNode, path: readonly string[]): T | undefined {
    if (fn.async && path[0] !== AWAIT_STEP) return undefined;
    const given = valueGivenBy(fn, this.#sourceCode);
    if (!given) return undefined;
    // An async function that gives a promise gives what comes of that.
    const rest = fn.async && given.type !== 'ImportExpression' ? path.slice(1) : path;
    return this.#once(given, () => this.resolve(given, rest));
  }

  #bound(fn: Node, args: Arguments): T | undefined {
    // Functions that are bound twice, or in several ways, are not told apart.
    this.bound = { args: this.bound ? undefined : args };
    return this.resolve(fn, []);
  }

  #module(specifier: string | null, path: readonly string[]): T | undefined {
    if (specifier === null) return undefined;
    // A module is no promise, and awaited it is itself.
    return this.#lookup(bareModuleName(specifier), path[0] === AWAIT_STEP ? path.slice(1) : path);
  }

  #string(node: Node): string | null {
    // Nearly always it is written out, and then no scope need be looked for.
    if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
    return getStringIfConstant(node, this.#sourceCode.getScope(node));
  }
}
