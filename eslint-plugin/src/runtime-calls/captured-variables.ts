import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isVisiblyFunction } from '../ast.ts';
import type { FunctionNode, Node, SourceCode, Variable } from '../ast.ts';

/** What a function uses from around it, and so misses where only its own text is known. */

/** A variable that a function uses from around it. */
export interface CapturedVariable {
  readonly name: string;
  /** Whether its value may be passed as an argument: it is read only, and not known to be a function. */
  readonly passable: boolean;
  /** The uses, in the order of the text. */
  readonly uses: readonly Node[];
  /** Absent for `require` and its like, which are no variables of the file. */
  readonly variable?: Variable;
}

/** The names that only the wrapper of a CommonJS module gives. The paths among them are plain values. */
const WRAPPER_NAMES = ['require', 'module', 'exports', '__dirname', '__filename'];

/** Methods that change what they are called on. In a worker they would change a copy. */
const CHANGING_METHODS =
  /^(?:add|append|clear|copyWithin|delete|fill|pop|push|reverse|set\w*|shift|sort|splice|unshift|write\w*)$/;

/** Finds the variables that a function uses from around it, in the order of their first use. */
export function capturedVariables(fn: FunctionNode, sourceCode: SourceCode): readonly CapturedVariable[] {
  const found = new Map<string, { variable: Variable | null; uses: TSESLint.Scope.Reference[] }>();
  for (const reference of sourceCode.scopeManager?.acquire(fn)?.through ?? []) {
    const { identifier, resolved } = reference;
    if (!isCaptured(reference, fn, sourceCode) || isHoisted(reference, fn)) continue;
    const known = found.get(identifier.name);
    if (known) known.uses.push(reference);
    else found.set(identifier.name, { variable: resolved, uses: [reference] });
  }
  return [...found]
    .map(([name, { variable, uses }]) => ({
      name,
      passable: isPassable(name, variable, uses, sourceCode),
      uses: uses.map(({ identifier }): Node => identifier).sort((a, b) => a.range[0] - b.range[0]),
      ...(variable && variable.defs.length > 0 && { variable }),
    }))
    .sort((a, b) => (a.uses[0]?.range[0] ?? 0) - (b.uses[0]?.range[0] ?? 0));
}

function isCaptured(
  reference: TSESLint.Scope.Reference,
  fn: FunctionNode,
  { scopeManager }: SourceCode,
): boolean {
  const { identifier, resolved } = reference;
  // Types are gone when the program runs. ESLint's own scopes know of none.
  if ((reference as Partial<TSESLint.Scope.Reference>).isValueReference === false) return false;
  if (/^TS(?:TypeQuery|QualifiedName)$/.test(identifier.parent.type)) return false;
  if (!resolved || (resolved.scope.type === 'global' && resolved.defs.length === 0)) {
    // An ES module may ask whether it has one, and then has none anywhere.
    const isAsked = identifier.parent.type === 'UnaryExpression' && scopeManager?.isModule() === true;
    return WRAPPER_NAMES.includes(identifier.name) && !isAsked;
  }
  return resolved.defs.every(({ node }) => node !== fn) && !resolved.defs.some(isGone);
}

/** Whether it is a function of a block, which is there in the whole function around it where code is not strict. */
function isHoisted({ from, identifier: { name } }: TSESLint.Scope.Reference, fn: FunctionNode): boolean {
  if (from.isStrict) return false;
  for (let scope: TSESLint.Scope.Scope | null = from; scope; scope = scope.upper) {
    if (scope.type === 'function' && hasBlockFunction(scope, name)) return true;
    if (scope.block === fn) return false;
  }
  return false;
}

function hasBlockFunction({ childScopes }: TSESLint.Scope.Scope, name: string): boolean {
  return childScopes.some(
    (scope) =>
      scope.type !== 'function' &&
      (scope.set.get(name)?.defs.some(({ type }) => type === 'FunctionName') === true ||
        hasBlockFunction(scope, name)),
  );
}

/** Whether a name stands for something else when the program runs: a global, or the value of a `const enum`. */
function isGone({ node, parent }: TSESLint.Scope.Definition): boolean {
  if (node.type === 'TSEnumDeclaration' && node.const) return true;
  return [node, parent].some((declaration) => declaration && 'declare' in declaration && declaration.declare);
}

function isPassable(
  name: string,
  variable: Variable | null,
  uses: readonly TSESLint.Scope.Reference[],
  sourceCode: SourceCode,
): boolean {
  if (!variable || variable.defs.length === 0) return name === '__dirname' || name === '__filename';
  const isValue = variable.defs.every(({ type }) => type === 'Variable' || type === 'Parameter');
  return (
    isValue &&
    uses.every(
      ({ identifier }) =>
        identifier.type === 'Identifier' &&
        !isVisiblyFunction(identifier, sourceCode) &&
        isOnlyRead(identifier),
    )
  );
}

/** Whether a use neither writes to the variable, nor changes what it holds, nor calls it. */
export function isOnlyRead(identifier: TSESTree.Identifier): boolean {
  for (let node = identifier as Node; ;) {
    const parent: Node | undefined = node.parent;
    switch (parent?.type) {
      case 'MemberExpression':
        if (parent.object !== node) return true;
        break;
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        break;
      case 'AssignmentExpression':
      case 'AssignmentPattern':
      case 'ForInStatement':
      case 'ForOfStatement':
        return parent.left !== node;
      case 'UpdateExpression':
      case 'RestElement':
      case 'ArrayPattern':
      case 'TaggedTemplateExpression':
        return false;
      case 'Property':
        return parent.parent.type !== 'ObjectPattern';
      case 'UnaryExpression':
        return parent.operator !== 'delete';
      case 'NewExpression':
        return parent.callee !== node;
      case 'CallExpression':
        if (parent.callee !== node) return true;
        return (
          node.type === 'MemberExpression' &&
          node.property.type === 'Identifier' &&
          !CHANGING_METHODS.test(node.property.name)
        );
      default:
        return true;
    }
    node = parent;
  }
}
