import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode, Variable } from '../ast.ts';

/**
 * Whether a function of a file may be among what the file exports, where workers find it. Everything that leads to
 * an export counts, also by way of variables, objects, classes and calls: only what surely stays inside is told off.
 *
 * @param runtimeCalls calls that give back no function they are given
 */
export function mayBeExported(
  fn: FunctionNode,
  runtimeCalls: ReadonlyMap<Node, unknown>,
  sourceCode: SourceCode,
): boolean {
  return new Exports(runtimeCalls, sourceCode).holds(fn);
}

const COMMONJS_EXPORTS = ['module', 'exports'];

class Exports {
  readonly #runtimeCalls: ReadonlyMap<Node, unknown>;
  readonly #sourceCode: SourceCode;
  readonly #seen = new Set<Node | Variable>();

  constructor(runtimeCalls: ReadonlyMap<Node, unknown>, sourceCode: SourceCode) {
    this.#runtimeCalls = runtimeCalls;
    this.#sourceCode = sourceCode;
  }

  holds(fn: FunctionNode): boolean {
    return fn.type === 'FunctionDeclaration' ? this.#declaration(fn) : this.#value(fn);
  }

  /** A function or a class that is a statement, or stands behind `export default`. */
  #declaration(node: TSESTree.ClassDeclaration | TSESTree.FunctionDeclaration): boolean {
    const { parent } = node;
    if (parent.type === 'ExportDefaultDeclaration' || parent.type === 'ExportNamedDeclaration') return true;
    const [variable] = this.#sourceCode.getDeclaredVariables(node);
    return variable !== undefined && this.#variable(variable);
  }

  #variable(variable: Variable): boolean {
    if (this.#seen.has(variable)) return false;
    this.#seen.add(variable);
    const isExported = variable.defs.some(({ parent }) => parent?.parent.type === 'ExportNamedDeclaration');
    return (
      isExported ||
      variable.references.some(
        ({ identifier }) => identifier.type === 'Identifier' && this.#value(identifier),
      )
    );
  }

  /** Follows a value outwards from where it is written. */
  #value(node: Node): boolean {
    if (this.#seen.has(node)) return false;
    this.#seen.add(node);
    const { parent } = node;
    switch (parent?.type) {
      case 'ExportSpecifier':
      case 'ExportDefaultDeclaration':
      case 'TSExportAssignment':
        return true;
      case 'ArrayExpression':
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'ObjectExpression':
      case 'SequenceExpression':
      case 'SpreadElement':
      case 'TSAsExpression':
      case 'TSInstantiationExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return this.#value(parent);
      case 'Property':
        return parent.value === node && this.#value(parent);
      case 'CallExpression':
        // `Object.freeze({ work })` gives back what it got, and `Object.assign(exports, { work })` passes it on.
        return (
          parent.callee !== node &&
          !this.#runtimeCalls.has(parent) &&
          (parent.arguments.some((argument) => this.#isExports(argument)) || this.#value(parent))
        );
      case 'ArrowFunctionExpression':
        return parent.body === node && this.#calledInPlace(parent);
      case 'ReturnStatement': {
        const fn = enclosingFunction(parent);
        return fn !== undefined && this.#calledInPlace(fn);
      }
      case 'VariableDeclarator':
        return parent.init === node && this.#declared(parent);
      case 'AssignmentExpression':
        return parent.right === node && (this.#assigned(parent.left) || this.#value(parent));
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return parent.value === node && this.#member(parent);
      default:
        return false;
    }
  }

  #declared(declarator: TSESTree.VariableDeclarator): boolean {
    return this.#sourceCode.getDeclaredVariables(declarator).some((variable) => this.#variable(variable));
  }

  /** Whether what is assigned to goes out: `exports.work`, or a member of something that does. */
  #assigned(target: Node): boolean {
    if (target.type === 'MemberExpression') return this.#isExports(target) || this.#assigned(target.object);
    if (target.type !== 'Identifier') return false;
    const variable = variableOf(target, this.#sourceCode);
    return variable !== null && this.#variable(variable);
  }

  /** A static member goes where its class goes. What instances have goes where they do, unless it is inherited. */
  #member(member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean {
    const made = member.parent.parent;
    const variables = made.id ? this.#sourceCode.getDeclaredVariables(made) : [];
    if (member.static) {
      return made.type === 'ClassDeclaration' ? this.#declaration(made) : this.#value(made);
    }
    if (member.type === 'MethodDefinition') return false;
    return variables.some(({ references }) =>
      references.some(({ identifier: { parent } }) => parent.type === 'NewExpression' && this.#value(parent)),
    );
  }

  #calledInPlace(fn: FunctionNode): boolean {
    const { parent } = fn;
    return parent.type === 'CallExpression' && parent.callee === fn && this.#value(parent);
  }

  /** `module.exports`, `exports` and their members, where these are not variables of the file's own. */
  #isExports(node: Node): boolean {
    if (node.type === 'MemberExpression') return this.#isExports(node.object);
    if (node.type !== 'Identifier' || !COMMONJS_EXPORTS.includes(node.name)) return false;
    return !variableOf(node, this.#sourceCode)?.defs.length;
  }
}
