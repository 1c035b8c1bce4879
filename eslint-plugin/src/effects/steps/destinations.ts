import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isFunction, lastName, memberName, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, Run, SourceCode } from '../../ast.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import { isLookingMethod, KEEPING_METHODS, knownCall } from '../known/known-calls.ts';
import type { Holders } from './holders.ts';
import type { Holder } from './steps.ts';

/** What becomes of a value. */
interface Destination {
  readonly holders: readonly Holder[];
  readonly isGiven: boolean;
  readonly isHandled: boolean;
  readonly isContained: boolean;
  /** Whether `Promise.all` or one of its like waits for it. */
  readonly isCombined: boolean;
}

const NOWHERE: Destination = {
  isCombined: false,
  holders: [],
  isGiven: false,
  isHandled: false,
  isContained: false,
};

/** Follows the value of a call to what it is put into. */
export class Destinations {
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;
  readonly #holders: Holders;

  constructor(sourceCode: SourceCode, callbacks: Callbacks, holders: Holders) {
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
    this.#holders = holders;
  }

  /** What becomes of a value, from where it is made to what it is put into. */
  of(call: Run | TSESTree.ImportExpression): Destination {
    let isHandled = false;
    let isCombined = false;
    let isContained = /^(?:flatMap|from|map)$/.test(
      call.type === 'CallExpression' ? (lastName(call.callee) ?? '') : '',
    );
    const held = (holders: readonly Holder[]): Destination => ({
      holders,
      isGiven: false,
      isHandled,
      isContained,
      isCombined,
    });
    const given = (): Destination => ({ holders: [], isGiven: true, isHandled, isContained, isCombined });
    let node: Node = withoutTypeWrappersAround(call);
    for (let { parent } = node; parent; node = withoutTypeWrappersAround(node), { parent } = node) {
      switch (parent.type) {
        case 'ArrayExpression':
        case 'Property':
        case 'SpreadElement':
          isContained = true;
          break;
        case 'ObjectExpression':
        case 'ConditionalExpression':
        case 'LogicalExpression':
        case 'SequenceExpression':
          break;
        case 'VariableDeclarator':
          // What a pattern takes out of the literal is in no object any more.
          if (parent.id.type !== 'Identifier') isContained = false;
          return held(this.#holders.variablesIn(parent));
        case 'AssignmentExpression':
          return held(parent.right === node ? this.#holders.targets(parent.left) : []);
        case 'ReturnStatement':
        case 'YieldExpression':
          return given();
        case 'ArrowFunctionExpression':
          if (parent.body !== node || !this.#callbacks.parts.isPart(parent)) return given();
          isContained = true;
          break;
        case 'MemberExpression': {
          const method = parent.object === node ? (memberName(parent) ?? '') : '';
          const outer = parent.parent;
          if (outer.type !== 'CallExpression' || outer.callee !== parent) return NOWHERE;
          if (method === 'catch' || (method === 'then' && outer.arguments.length > 1)) isHandled = true;
          // Methods that give the object itself, or go on from it.
          node = outer;
          continue;
        }
        case 'CallExpression': {
          const { callee } = parent;
          if (callee === node) return NOWHERE;
          const method = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
          if (callee.type === 'MemberExpression' && !isPromiseStatic(callee) && !isFunction(node)) {
            if (KEEPING_METHODS.has(method)) {
              isContained = true;
              return held(this.#holders.of(callee.object));
            }
            if (isLookingMethod(method) || method === 'fromEntries') break;
          }
          if (isPromiseStatic(callee)) isCombined = true;
          if (isFunction(node) || isPromiseStatic(callee)) break;
          const parameters = this.#parametersFor(parent, node);
          if (parameters.length > 0) {
            const kept = parameters.flatMap((parameter) => this.#keptFor(parameter, parent));
            if (kept.length > 0) isContained = true;
            return held([...parameters, ...kept]);
          }
          const isKnown =
            (lastName(callee) ?? '').endsWith('Sync') || knownCall(parent, this.#sourceCode) !== 'unknown';
          // What else is evaluated in this call may wait, and the value waits with it.
          return isKnown ? NOWHERE : given();
        }
        case 'NewExpression':
          // A collection holds what it is made from.
          if (!/^(?:Map|Set)$/.test(lastName(parent.callee) ?? '')) return given();
          isContained = true;
          break;
        default:
          return NOWHERE;
      }
      node = parent;
    }
    return NOWHERE;
  }

  /** The parameters that hold an argument in the functions of the file that a call runs. */
  #parametersFor(call: TSESTree.CallExpression, argument: Node): readonly Holder[] {
    const index = call.arguments.findIndex(
      (given) => given.range[0] <= argument.range[0] && argument.range[1] <= given.range[1],
    );
    return this.#callbacks.bodiesRun(call).flatMap((body) => {
      const parameter = isFunction(body) ? body.params[index] : undefined;
      if (!parameter || !isFunction(body)) return [];
      return this.#sourceCode
        .getDeclaredVariables(body)
        .filter(({ identifiers }) =>
          identifiers.some(({ range }) => parameter.range[0] <= range[0] && range[1] <= parameter.range[1]),
        );
    });
  }

  /** What a function of the file puts a parameter into, in the words of its caller. */
  #keptFor(parameter: Holder, call: TSESTree.CallExpression): readonly Holder[] {
    if (typeof parameter === 'string') return [];
    return parameter.references.flatMap(({ identifier: { parent } }) => {
      const callee = parent.type === 'CallExpression' ? parent.callee : undefined;
      if (callee?.type !== 'MemberExpression' || !KEEPING_METHODS.has(memberName(callee) ?? '')) return [];
      return this.#holders.of(callee.object).flatMap((holder) => {
        const [definition] = typeof holder === 'string' ? [] : holder.defs;
        if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return [holder];
        const given =
          call.arguments[definition.node.params.findIndex((one: Node) => one === definition.name)];
        return given ? this.#holders.of(given) : [];
      });
    });
  }
}

/** Whether a callee is a function of `Promise` that goes on from the promises it is given. */
export function isPromiseStatic(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    getPropertyName(callee) !== 'withResolvers'
  );
}
