import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calleeOf, lastName } from '../ast.ts';
import type { Node, Run, SourceCode, Variable } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { isBinding } from './borrowed-call.ts';
import { isKnownModule, LOADERS } from './catalog-roots.ts';
import type { Roots } from './catalog-roots.ts';

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
    let node = start;
    for (;;) {
      if (this.#seen.has(node)) return;
      this.#seen.add(node);
      const parent: Node | undefined = node.parent;
      switch (parent?.type) {
        case 'MemberExpression':
          if (parent.object !== node) return;
          break;
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
          break;
        case 'CallExpression':
        case 'NewExpression':
        case 'TaggedTemplateExpression':
          this.uses.push({ expression: node as TSESTree.Expression, call: parent });
          if (calleeOf(parent) !== node || !this.#resultMatters(parent)) return;
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
