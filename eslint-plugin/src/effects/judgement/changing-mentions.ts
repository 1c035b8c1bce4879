import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, variableOf } from '../../ast.ts';
import type { Call, FunctionNode, Node, SourceCode } from '../../ast.ts';
import { callableName } from '../../detect/function-name.ts';
import { append } from '../../multimap.ts';
import { nodesInFile } from '../../walk.ts';
import type { Stretches } from '../functions/stretches.ts';
import { ELEMENT_METHODS, isAsking, isChanging, isLookingMethod, knownCall } from '../known/known-calls.ts';
import { moduleFunction } from '../memory/modules.ts';
import { propertiesRead } from '../steps/builtin-state.ts';
import { isStatement } from '../steps/given-values.ts';

/**
 * Which functions mention a name in a way by which what it stands for may be changed, as far as the place tells where
 * the name stands. Most only read it, and who only looks does not mind them: their steps need never be made.
 */
export class ChangingMentions {
  readonly #stretches: Stretches;
  readonly #sourceCode: SourceCode;
  readonly #functions = new Map<string, ReadonlySet<FunctionNode | undefined>>();
  #nodes: ReadonlyMap<string, readonly Node[]> | undefined;

  constructor(stretches: Stretches, sourceCode: SourceCode) {
    this.#stretches = stretches;
    this.#sourceCode = sourceCode;
  }

  /** The functions that may change what has a name, and those that may by calling them. */
  of(name: string): ReadonlySet<FunctionNode | undefined> {
    let found = this.#functions.get(name);
    if (!found) this.#functions.set(name, (found = this.#find(name)));
    return found;
  }

  #find(name: string): ReadonlySet<FunctionNode | undefined> {
    const found = new Set<FunctionNode | undefined>();
    for (const node of this.#mentions.get(name) ?? [])
      if (mayChange(node, this.#sourceCode)) found.add(this.#stretches.around(node.range[0]));
    // The set grows while it is walked.
    for (const fn of found) {
      const called = fn && callableName(fn);
      if (called === undefined) continue;
      for (const caller of this.#stretches.mentioning(bare(called))) found.add(caller);
    }
    return found;
  }

  get #mentions(): ReadonlyMap<string, readonly Node[]> {
    if (!this.#nodes) {
      const nodes = new Map<string, Node[]>();
      for (const node of nodesInFile(this.#sourceCode)) {
        if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') append(nodes, node.name, node);
        else if (node.type === 'Literal' && typeof node.value === 'string') append(nodes, node.value, node);
        else if (node.type === 'ImportExpression') append(nodes, 'import', node);
      }
      this.#nodes = nodes;
    }
    return this.#nodes;
  }
}

/** A private name without its mark. */
function bare(name: string): string {
  return name.startsWith('#') ? name.slice(1) : name;
}

/** How often a value is followed from one variable to the next. */
const MAX_ALIASES = 4;

/** Whether what a name stands for may be changed by the code around it, or by somebody who is given it there. */
function mayChange(mention: Node, sourceCode: SourceCode): boolean {
  const { parent } = mention;
  if (!parent) return false;
  if (parent.type.startsWith('TS')) return isWrapper(parent) && mayChangeValue(mention, sourceCode, 0);
  switch (parent.type) {
    case 'MemberExpression':
      // A key is looked at, whatever is done to what is found under it.
      if (parent.object === mention) break;
      return parent.computed && mention.type !== 'Literal' ? false : mayChangeValue(parent, sourceCode, 0);
    case 'Property':
      if (parent.parent.type === 'ObjectPattern') return true;
      if (parent.value !== mention) return false;
      break;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      if (parent.key === mention) return false;
      break;
    case 'VariableDeclarator':
      if (parent.id === mention) return parent.parent.parent.type === 'ForOfStatement';
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (parent.body !== mention) return false;
      break;
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
    case 'ImportDeclaration':
      return false;
  }
  return mention.type !== 'Literal' && mayChangeValue(mention, sourceCode, 0);
}

/** Whether an object may be changed by what is done with an expression that gives it. */
function mayChangeValue(expression: Node, sourceCode: SourceCode, aliases: number): boolean {
  let node = expression;
  for (let { parent } = node; parent; node = parent, { parent } = node) {
    switch (parent.type) {
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        break;
      case 'ConditionalExpression':
        if (parent.test === node) return false;
        break;
      case 'MemberExpression':
        if (parent.object !== node) return false;
        break;
      case 'BinaryExpression':
      case 'DoWhileStatement':
      case 'ExpressionStatement':
      case 'ForInStatement':
      case 'IfStatement':
      case 'SwitchCase':
      case 'SwitchStatement':
      case 'ThrowStatement':
      case 'WhileStatement':
        return parent.type === 'ForInStatement' && parent.left === node;
      case 'UnaryExpression':
        return parent.operator === 'delete';
      case 'TemplateLiteral':
        return parent.parent.type === 'TaggedTemplateExpression';
      case 'VariableDeclarator':
        return aliases >= MAX_ALIASES || mayChangeAlias(parent, sourceCode, aliases + 1);
      case 'CallExpression':
      case 'NewExpression': {
        const isCallee = parent.callee === node;
        if (isCallee ? mayChangeCalled(parent, sourceCode) : mayChangeArgument(parent, sourceCode))
          return true;
        if (
          !isCallee ||
          parent.type === 'NewExpression' ||
          !ELEMENT_METHODS.has(lastName(parent.callee) ?? '')
        )
          return false;
        break;
      }
      default:
        return true;
    }
  }
  return true;
}

/** Whether a variable that is declared to be an object is used in a way by which that may be changed. */
function mayChangeAlias(
  { id }: TSESTree.VariableDeclarator,
  sourceCode: SourceCode,
  aliases: number,
): boolean {
  const variable = id.type === 'Identifier' ? variableOf(id, sourceCode) : null;
  return (
    !variable ||
    variable.references.some(
      ({ identifier, init }) => init !== true && mayChangeValue(identifier, sourceCode, aliases),
    )
  );
}

/** Whether a call may change the object whose method it is, or what keeps the function that is called. */
function mayChangeCalled(call: Call, sourceCode: SourceCode): boolean {
  const known = knownCall(call, sourceCode);
  if (known !== 'unknown') return known === 'pure' && isStatement(call);
  const { callee } = call;
  const name = lastName(callee) ?? '';
  if (callee.type === 'Identifier') {
    const called = moduleFunction(callee, sourceCode);
    const changes = called?.from === 'project' && (isStatement(call) || isChanging(name));
    return !isOfOthers(callee, sourceCode) || changes || propertiesRead(callee, sourceCode).length > 0;
  }
  if (callee.type !== 'MemberExpression' || isStatement(call)) return true;
  return !(isLookingMethod(name) || isAsking(name)) || call.arguments.some(mayBeFunction);
}

/** Whether a call may change what it is given, or give it to somebody else. */
function mayChangeArgument(call: Call, sourceCode: SourceCode): boolean {
  const known = knownCall(call, sourceCode);
  if (known === 'logging') return false;
  const name = lastName(call.callee) ?? '';
  if (known === 'pure') return call.type === 'NewExpression' || PASSING.test(name);
  // Who is asked for something looks at what he is given.
  if (isStatement(call) || BORROWING.test(name)) return true;
  let base: Node = call.callee;
  while (base.type === 'MemberExpression') base = base.object;
  return !isOfOthers(base, sourceCode) || (call.type === 'NewExpression' && !isImported(base, sourceCode));
}

/** Whether a name is one of what the file does not hold itself: an import, or a global. */
function isOfOthers(name: Node, sourceCode: SourceCode): boolean {
  if (name.type !== 'Identifier') return false;
  const definitions = variableOf(name, sourceCode)?.defs ?? [];
  return definitions.every(({ type }) => type === 'ImportBinding');
}

function isImported(name: Node, sourceCode: SourceCode): boolean {
  return name.type === 'Identifier' && variableOf(name, sourceCode)?.defs[0]?.type === 'ImportBinding';
}

/** Functions that call another one with what they are given. */
const BORROWING = /^(?:apply|call|toThread|runIn\w*)$/;

/** Functions that compute nothing else than what they are given, or what leads to it. */
const PASSING =
  /^(?:assign|create|define\w*|deleteProperty|entries|freeze|from|fromEntries|preventExtensions|race|all\w*|any|resolve|seal|set\w*|values)$/;

function mayBeFunction(argument: Node): boolean {
  return isFunction(argument) || argument.type === 'Identifier';
}

function isWrapper({ type }: Node): boolean {
  return /^TS(?:As|NonNull|Satisfies)Expression$|^TSTypeAssertion$/.test(type);
}
