import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import type { Facts } from './facts.ts';
import { isLookingMethod, knownCall, makesEmitter } from '../known/known-calls.ts';
import { idOf } from '../memory/ids.ts';
import type { Place } from '../memory/location.ts';

/**
 * What is known of a value that is written: whether another run would write the same, and whether it is a thing of its
 * own, so that it makes a difference which run's it is.
 */
export interface WrittenValue {
  /**
   * - `constant`: it is in the text.
   * - `data`: text, numbers, or an object read from text: two that are made alike are as good as one.
   * - `thing`: an object with an identity, which others may keep, change or listen to.
   */
  readonly kind: 'constant' | 'data' | 'thing';
  /**
   * What it is made of that each run is given anew: parameters, by their ids, each with the properties that are taken
   * from it (`12.name` for `user.name`).
   */
  readonly inputs: ReadonlySet<string>;
  /** The shared places that it is made of. */
  readonly sources: readonly Place[];
  /** Whether it is made of what was read from somewhere. */
  readonly isRead: boolean;
  /** Whether it has to be closed or stopped by somebody: a server, a timer, a child process. */
  readonly isResource: boolean;
}

const CONSTANT: WrittenValue = {
  kind: 'constant',
  inputs: new Set(),
  sources: [],
  isRead: false,
  isResource: false,
};
const THING: WrittenValue = { ...CONSTANT, kind: 'thing' };
const DATA: WrittenValue = { ...CONSTANT, kind: 'data' };

/** Stands for what was read from somewhere. */
export const READ: Place = { kind: 'memory', root: 'what was read', steps: [], text: 'what was read' };

const OPENS =
  /^(?:acquire|connect|create|listen|lock|open|schedule|set(?:Interval|Timeout|Immediate)|spawn|start|watch)/;

/** The time at which something was read, or from which it is stale. */
const HAS_TIME = /\b(?:Date|performance)\.now\(\)|\bmtime/;

/** Judges an expression whose value is written somewhere. */
export function writtenValue(expression: Node, facts: Facts, depth = 0): WrittenValue {
  const node = withoutTypeWrappers(expression);
  const { sourceCode } = facts;
  if (depth > 8) return THING;
  const inner = (part: Node) => writtenValue(part, facts, depth + 1);
  switch (node.type) {
    case 'Literal':
      return CONSTANT;
    case 'UnaryExpression':
      return node.operator === 'void' ? CONSTANT : plain(inner(node.argument));
    case 'UpdateExpression':
      return plain(inner(node.argument));
    case 'TemplateLiteral':
      return plain(all(node.expressions.map(inner), CONSTANT));
    case 'BinaryExpression':
      return plain(all([inner(node.left), inner(node.right)]));
    case 'LogicalExpression':
      return all([inner(node.left), inner(node.right)]);
    case 'ConditionalExpression':
      return all([inner(node.test), inner(node.consequent), inner(node.alternate)]);
    case 'AssignmentExpression':
      return inner(node.right);
    case 'AwaitExpression':
    case 'SpreadElement':
      return inner(node.argument);
    case 'Identifier':
      return ofIdentifier(node, facts, depth);
    case 'MemberExpression': {
      const places = facts.places.of(node);
      const object = inner(node.object);
      const isShared = places.some((place) => !place.parameter);
      return isShared
        ? { ...DATA, inputs: object.inputs, sources: places }
        : {
            ...object,
            inputs: isInput(node.object) ? partsOf(object.inputs, memberName(node)) : object.inputs,
            kind:
              object.kind === 'constant'
                ? 'data'
                : object.kind === 'thing' && object.inputs.size === 0
                  ? 'thing'
                  : 'data',
          };
    }
    case 'ArrayExpression':
      return { ...all(node.elements.flatMap((part) => (part ? [inner(part)] : []))), kind: 'thing' };
    case 'ObjectExpression': {
      const parts = all(
        node.properties.map((part) => (part.type === 'Property' ? inner(part.value) : THING)),
      );
      // What was read, with the time beside it, is an entry of a cache: nobody takes that for a thing of his own.
      const isEntry = parts.isRead && parts.kind === 'data' && HAS_TIME.test(sourceCode.getText(node));
      return { ...parts, kind: isEntry ? 'data' : 'thing' };
    }
    case 'NewExpression':
      return {
        ...all(node.arguments.map(inner)),
        kind: 'thing',
        isResource: knownCall(node, sourceCode) !== 'pure',
      };
    case 'CallExpression': {
      const name = lastName(node.callee) ?? '';
      const args = all(
        node.arguments.map((part) => (isFunction(part) ? CONSTANT : inner(part))),
        DATA,
      );
      const isMethod = node.callee.type === 'MemberExpression';
      const made =
        isMethod && isLookingMethod(name)
          ? all([inner((node.callee as { object: Node }).object), args])
          : args;
      // What is read may be another thing the next time.
      // Bytes are a thing that others may write to.
      if (name === 'readFileSync' && node.arguments.length === 1)
        return { ...made, kind: 'thing', sources: [...made.sources, READ], isRead: true };
      if (facts.blocking.has(node) || name === 'toThread')
        return { ...made, kind: 'data', sources: [...made.sources, READ], isRead: true };
      const isData =
        knownCall(node, sourceCode) === 'pure' ||
        (isMethod && isLookingMethod(name) && made.kind !== 'thing');
      if (isData) return { ...made, kind: 'data' };
      return {
        ...made,
        kind: 'thing',
        isResource: makesEmitter(node.callee, sourceCode) || OPENS.test(name),
      };
    }
    default:
      return THING;
  }
}

function ofIdentifier(node: Node & { name: string }, facts: Facts, depth: number): WrittenValue {
  if (node.type !== 'Identifier') return THING;
  const variable = variableOf(node, facts.sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return CONSTANT;
  if (definition.type === 'Parameter') return { ...DATA, inputs: new Set([String(idOf(variable))]) };
  if (definition.type !== 'Variable') return DATA;
  if (facts.places.bindings.isShared(variable)) {
    const place = facts.places.bindings.of(node);
    return { ...DATA, sources: place ? [place] : [] };
  }
  const last = variable.references.find(
    ({ identifier, writeExpr }) => writeExpr && isJustBefore(identifier, node),
  );
  const references = last ? [last] : variable.references;
  const values = references.flatMap(({ writeExpr, identifier }) => {
    if (!writeExpr) return [];
    // What a loop gives is another thing each turn, but the loop gives the same in another run of the same.
    const whole = writtenValue(writeExpr, facts, depth + 1);
    // What a pattern takes out of an object is a part of it.
    const isPart = identifier.parent.type === 'Property' && isInput(writeExpr);
    const value = isPart ? { ...whole, inputs: partsOf(whole.inputs, identifier.name) } : whole;
    return [
      identifier.parent.type === 'VariableDeclarator'
        ? value
        : value.kind === 'constant'
          ? { ...value, kind: 'data' as const }
          : value,
    ];
  });
  return all(values, DATA);
}

/** Whether an expression is what a run was given, or a property of it, and not something made of it. */
function isInput(expression: Node): boolean {
  const node = withoutTypeWrappers(expression);
  return node.type === 'Identifier' || (node.type === 'MemberExpression' && isInput(node.object));
}

function partsOf(inputs: ReadonlySet<string>, name: string | null): ReadonlySet<string> {
  return name === null ? inputs : new Set([...inputs].map((input) => `${input}.${name}`));
}

/** Whether a variable is given its value by a statement before the one that uses it, in the same block. */
function isJustBefore(written: Node, use: Node): boolean {
  const statement = statementOf(written);
  const block = statement?.parent;
  if (!statement || block?.type !== 'BlockStatement' || statement.range[1] > use.range[0]) return false;
  return statementOf(use)?.parent === block && written.parent?.type === 'AssignmentExpression';
}

function statementOf(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at && at.parent?.type !== 'BlockStatement') at = at.parent;
  return at;
}

function plain(value: WrittenValue): WrittenValue {
  return value.kind === 'thing' ? { ...value, kind: 'data', isResource: false } : value;
}

function all(values: readonly WrittenValue[], none: WrittenValue = CONSTANT): WrittenValue {
  if (values.length === 0) return none;
  const kinds = values.map(({ kind }) => kind);
  return {
    kind: kinds.includes('thing') ? 'thing' : kinds.includes('data') ? 'data' : 'constant',
    inputs: new Set(values.flatMap(({ inputs }) => [...inputs])),
    sources: values.flatMap(({ sources }) => sources),
    isRead: values.some(({ isRead }) => isRead),
    isResource: values.some(({ isResource }) => isResource),
  };
}

/** Whether the value of an expression is a number, as far as its text shows. */
export function isNumeric(expression: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number';
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+';
    case 'BinaryExpression':
      return node.operator === '+'
        ? isNumeric(node.left, sourceCode) && isNumeric(node.right, sourceCode)
        : ['-', '*', '/', '%', '**'].includes(node.operator);
    case 'MemberExpression':
      return /^(?:length|size|byteLength|mtimeMs|count)$/.test(lastName(node) ?? '');
    default:
      return false;
  }
}
