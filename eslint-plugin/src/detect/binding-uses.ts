import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calleeOf, enclosingFunction, isFunction, lastName, memberName } from '../ast.ts';
import type { FunctionNode, Node, Run, SourceCode, Variable } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { isBinding } from './borrowed-call.ts';
import { isKnownModule, LOADERS } from './catalog-roots.ts';
import type { Roots } from './catalog-roots.ts';
import type { ClassNode } from './execution-context.ts';
import { allFieldUses, fieldUses } from './fields.ts';
import { receiverOfThis } from './receiver.ts';

/**
 * Where a file uses what may block: followed forwards from the imports, requires and globals that the catalog knows,
 * through members and variables, to calls. The cost grows with these uses,
 * not with the file.
 */

/** Something that is called, or handed to a call as an argument. */
export interface Use {
  /** The called expression, or the argument. */
  readonly expression: TSESTree.Expression;
  readonly call: Run;
}

/** Follows the roots, and what is imported dynamically, to their uses. */
export function catalogUses(
  roots: Roots | undefined,
  imports: readonly TSESTree.ImportExpression[],
  sourceCode: SourceCode,
  catalog: Catalog,
): Use[] {
  const follower = new Follower(sourceCode, (call) => {
    if (call.type !== 'CallExpression') return call.type === 'NewExpression';
    const [specifier] = call.arguments;
    if (isBinding(call)) return true;
    const name = lastName(call.callee);
    if (name !== undefined && catalog.makers.has(name)) return true;
    if (specifier?.type === 'Literal')
      return typeof specifier.value === 'string' && isKnownModule(specifier.value, catalog);
    return name !== undefined && LOADERS.has(name);
  });
  for (const variable of roots?.variables ?? []) follower.variable(variable);
  for (const reference of roots?.references ?? []) follower.expression(reference);
  for (const imported of imports) follower.expression(imported);
  return follower.uses;
}

/** Follows what a file imports from others of its project to its uses, and what those give back. */
export function importedUses(
  { variables, references }: Roots,
  imports: readonly TSESTree.ImportExpression[],
  sourceCode: SourceCode,
): Use[] {
  const follower = new Follower(sourceCode, () => true);
  for (const variable of variables) follower.variable(variable);
  for (const node of [...references, ...imports]) follower.expression(node);
  return follower.uses;
}

/** Finds the uses of one variable of the file: where a function that it holds is called. */
export function variableUses(variable: Variable, sourceCode: SourceCode): Use[] {
  const follower = new Follower(sourceCode, isBinding);
  follower.variable(variable);
  return follower.uses;
}

/** Finds the uses of what an expression gives. */
export function valueUses(value: Node, sourceCode: SourceCode): Use[] {
  const follower = new Follower(sourceCode, isBinding);
  follower.expression(value);
  return follower.uses;
}

class Follower {
  readonly uses: Use[] = [];
  readonly #sourceCode: SourceCode;
  readonly #resultMatters: (call: Run) => boolean;
  readonly #seen = new Set<Variable | Node>();

  /** @param resultMatters whether what a followed call gives back is to be followed too */
  constructor(sourceCode: SourceCode, resultMatters: (call: Run) => boolean) {
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
    for (let node: Node | undefined = start; node && !this.#seen.has(node); node = this.#onwards(node)) {
      this.#seen.add(node);
    }
  }

  /** The expression around a value that it is the value of, or leads to. What else it is given to is followed on its own. */
  #onwards(node: Node): Node | undefined {
    const { parent } = node;
    switch (parent?.type) {
      case 'MemberExpression':
        return parent.object === node ? parent : undefined;
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'SequenceExpression':
      case 'TSAsExpression':
      case 'TSInstantiationExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return parent;
      case 'CallExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        return this.#used(node as TSESTree.Expression, parent);
      case 'VariableDeclarator':
        if (parent.init === node) this.#declared(parent);
        return undefined;
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        if (parent.right === node) this.#assigned(parent.left);
        return undefined;
      case 'Property':
        // An object leads to its members.
        return parent.value === node && parent.parent.type === 'ObjectExpression' ? parent.parent : undefined;
      case 'SpreadElement':
        return parent.parent.type === 'ObjectExpression' ? parent.parent : undefined;
      case 'ArrayExpression':
        return isOfPromiseAll(parent) ? parent : undefined;
      case 'PropertyDefinition':
        if (parent.value === node && !parent.static) this.#field(parent.parent.parent, memberName(parent));
        return undefined;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (parent.superClass === node) this.#extended(parent);
        return undefined;
      case 'ArrowFunctionExpression':
        if (parent.body === node) this.#given(parent);
        return undefined;
      case 'ReturnStatement': {
        const fn = enclosingFunction(parent);
        if (fn) this.#given(fn);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  /** Notes that a value is called or given to a call. What that gives is followed where it matters. */
  #used(node: TSESTree.Expression, call: Run): Node | undefined {
    // An object with members that matter is nothing that is called itself.
    if (node.type === 'ArrayExpression') return call;
    if (node.type === 'ObjectExpression') return undefined;
    this.uses.push({ expression: node, call });
    if (calleeOf(call) !== node) return undefined;
    if (call.type !== 'CallExpression' || lastName(node) !== 'then')
      return this.#resultMatters(call) ? call : undefined;
    const [callback] = call.arguments;
    if (!callback || !isFunction(callback)) return undefined;
    // What comes of a promise is given to its callback, and what that gives is what comes of the call.
    for (const variable of this.#sourceCode.getDeclaredVariables(callback)) {
      if (variable.defs.some(({ type }) => type === 'Parameter')) this.variable(variable);
    }
    return call;
  }

  /** Follows what a function gives to where it is called. */
  #given(fn: FunctionNode): void {
    const holder = fn.type === 'FunctionDeclaration' ? fn : fn.parent;
    if (holder.type !== 'FunctionDeclaration' && holder.type !== 'VariableDeclarator') return;
    for (const variable of this.#sourceCode.getDeclaredVariables(holder)) {
      if (variable.identifiers.some((name) => name === holder.id)) this.#called(variable);
    }
  }

  #called(variable: Variable): void {
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      if (parent.type === 'CallExpression' && parent.callee === identifier) this.expression(parent);
    }
  }

  /** Follows what a field of a class is given to where the class reads it. */
  #field(made: ClassNode, name: string | null): void {
    for (const use of name === null ? [] : fieldUses(made, name, this.#sourceCode)) this.expression(use);
  }

  /** Follows a class to what those that extend it have from it. */
  #extended(made: ClassNode): void {
    for (const use of allFieldUses(made, this.#sourceCode)) this.expression(use);
    for (const variable of this.#sourceCode.getDeclaredVariables(made)) this.variable(variable);
  }

  #declared(declarator: TSESTree.VariableDeclarator): void {
    for (const variable of this.#sourceCode.getDeclaredVariables(declarator)) this.variable(variable);
  }

  #assigned(target: Node): void {
    if (target.type === 'Identifier') {
      const variable = findReference(target, this.#sourceCode)?.resolved;
      if (variable) this.variable(variable);
      const made = classOfParameter(target);
      if (made) this.#field(made, target.name);
    } else if (target.type === 'ObjectPattern') {
      for (const property of target.properties) {
        this.#assigned(property.type === 'RestElement' ? property.argument : property.value);
      }
    } else if (target.type === 'AssignmentPattern') {
      this.#assigned(target.left);
    } else if (target.type === 'ArrayPattern') {
      for (const element of target.elements) if (element) this.#assigned(element);
    } else if (target.type === 'MemberExpression' && target.object.type === 'ThisExpression') {
      const receiver = receiverOfThis(target.object);
      if (receiver?.instance && receiver.node.type !== 'ObjectExpression')
        this.#field(receiver.node, memberName(target));
    }
  }
}

/** The class that a parameter of its constructor is a field of: `constructor(private io = fs)`. */
function classOfParameter({ parent }: TSESTree.Identifier): ClassNode | undefined {
  const property = parent.type === 'AssignmentPattern' ? parent.parent : parent;
  const method = property.type === 'TSParameterProperty' ? property.parent.parent : undefined;
  return method?.type === 'MethodDefinition' ? method.parent.parent : undefined;
}

/** `Promise.all([import('node:fs'), …])` */
function isOfPromiseAll({ parent }: TSESTree.ArrayExpression): boolean {
  return parent.type === 'CallExpression' && lastName(parent.callee) === 'all';
}

function findReference(
  identifier: TSESTree.Identifier,
  sourceCode: SourceCode,
): TSESLint.Scope.Reference | undefined {
  return sourceCode.getScope(identifier).references.find((reference) => reference.identifier === identifier);
}
