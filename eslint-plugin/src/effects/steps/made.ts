import type { TSESTree } from '@typescript-eslint/utils';
import {
  getPropertyName,
  isCall,
  isFunction,
  lastName,
  memberName,
  variableOf,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Node, Run, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { valueOf } from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import {
  isChangingMethod,
  isLookingMethod,
  KEEPING_METHODS,
  knownCall,
  makesEmitter,
} from '../known/known-calls.ts';
import type { Places } from '../memory/places.ts';
import type { Holder, Made } from './steps.ts';

/**
 * What calls begin: promises that may fail before anybody waits for them, and objects that may emit before anybody
 * listens. Told by where a value comes from, what it is put into, and what is done with it.
 */
export class MadeValues {
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;
  readonly #places: Places;

  constructor(sourceCode: SourceCode, callbacks: Callbacks, places: Places) {
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
    this.#places = places;
  }

  /** What a call makes that somebody has to look after; nothing where its value is a plain one, or is thrown away. */
  of(call: Run): Made | undefined {
    const origin = this.#originOf(call);
    if (origin.promise === 'no' && origin.emitter === 'no') return undefined;
    const { holders, isGiven, isHandled, isContained, isCombined } = this.#destination(call);
    if (holders.length === 0 && !isGiven) return undefined;
    const promise = isHandled ? 'no' : isCombined && origin.promise === 'maybe' ? 'yes' : origin.promise;
    if (promise === 'no' && origin.emitter === 'no') return undefined;
    return {
      node: call,
      text: this.#sourceCode.getText(call),
      promise,
      emitter: origin.emitter,
      holders,
      isContained,
      isGiven,
    };
  }

  /** What an awaited call gives: it may emit from then on. */
  ofAwaited(call: TSESTree.CallExpression): Made | undefined {
    if (call.parent.type !== 'AwaitExpression') return undefined;
    const origin = this.#originOf(call);
    const { parent } = withoutTypeWrappersAround(call.parent);
    if (
      origin.promise === 'no' ||
      this.#callbacks.bodiesRun(call).length > 0 ||
      parent?.type !== 'VariableDeclarator'
    )
      return undefined;
    const holders = this.#variablesIn(parent);
    const text = this.#sourceCode.getText(call);
    return { node: call, text, promise: 'no', emitter: 'maybe', holders, isContained: false, isGiven: false };
  }

  /** What a variable, or an expression, is made from: the variables and places at the roots of it. */
  holdersOf(expression: Node, depth = 0): readonly Holder[] {
    if (depth > 6) return [];
    switch (expression.type) {
      case 'Identifier': {
        const variable = variableOf(expression, this.#sourceCode);
        if (!variable) return [];
        return [variable, ...this.#sourcesOf(variable, depth), ...this.#places.of(expression).map(holderOf)];
      }
      case 'ThisExpression':
        return this.#places.of(expression).map(holderOf);
      case 'MemberExpression':
        return [
          ...this.#places.of(expression).map(holderOf),
          ...this.holdersOf(expression.object, depth + 1),
        ];
      case 'CallExpression':
        return expression.callee.type === 'MemberExpression'
          ? this.holdersOf(expression.callee.object, depth + 1)
          : [];
      case 'AwaitExpression':
        return this.holdersOf(expression.argument, depth + 1);
      case 'ChainExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        return this.holdersOf(expression.expression, depth + 1);
      case 'ConditionalExpression':
        return [
          ...this.holdersOf(expression.consequent, depth + 1),
          ...this.holdersOf(expression.alternate, depth + 1),
        ];
      case 'LogicalExpression':
        return [
          ...this.holdersOf(expression.left, depth + 1),
          ...this.holdersOf(expression.right, depth + 1),
        ];
      default:
        return [];
    }
  }

  #sourcesOf(variable: Variable, depth: number): readonly Holder[] {
    const [definition] = variable.defs;
    if (definition?.type === 'Parameter') {
      const list = this.#callbacks.elementsGivenTo(definition.node, definition.name);
      return list ? this.holdersOf(list, depth + 1) : [];
    }
    if (definition?.type !== 'Variable') return [];
    return variable.references.flatMap(({ writeExpr }) =>
      writeExpr ? this.holdersOf(writeExpr, depth + 1) : [],
    );
  }

  #originOf(call: Run, depth = 0): Pick<Made, 'promise' | 'emitter'> {
    const name = lastName(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee) ?? '';
    const plain = { promise: 'no', emitter: 'no' } as const;
    if (!isCall(call)) return plain;
    const bodies = this.#callbacks.bodiesRun(call);
    const [body] = bodies;
    if (body && call.type === 'CallExpression' && isFunction(body)) {
      if (body.async) return { promise: body.generator ? 'no' : 'yes', emitter: 'no' };
      const given = body.generator ? null : this.#callbacks.valueGivenBy(body);
      const value = given?.type === 'Identifier' ? valueOf(given, this.#sourceCode) : given;
      if (!value) return plain;
      // Functions that give what others give are followed for some steps.
      const inner = depth > 4 ? [] : madeWithin(value).map((made) => this.#originOf(made, depth + 1));
      return {
        promise: strongest(inner.map(({ promise }) => promise)),
        emitter: strongest(inner.map(({ emitter }) => emitter)),
      };
    }
    if (name === 'fetch') return { promise: 'yes', emitter: 'no' };
    if (/^process\b/.test(this.#sourceCode.getText(call.callee))) return plain;
    if (call.type === 'NewExpression') {
      if (name === 'Promise') return { promise: 'yes', emitter: 'no' };
      if (knownCall(call, this.#sourceCode) === 'pure') return plain;
      return {
        promise: 'no',
        emitter: this.#newEmitter(call.callee, body),
      };
    }
    if (makesEmitter(call.callee, this.#sourceCode))
      return { promise: name.startsWith('exec') ? 'maybe' : 'no', emitter: 'yes' };
    if (call.callee.type === 'MemberExpression') {
      if (isPromiseStatic(call.callee) || name === 'withResolvers') return { promise: 'yes', emitter: 'no' };
      // What goes on from a promise is one; what is taken from a list of promises is looked for where that is made.
      if (name === 'catch' || (name === 'then' && call.arguments.length > 1)) return plain;
      if (name === 'then' || name === 'finally') return { promise: 'yes', emitter: 'no' };
      const mapped = name === 'map' || name === 'flatMap' || name === 'from' ? this.#mapped(call) : undefined;
      if (mapped) return mapped;
      if (isLookingMethod(name) || isChangingMethod(name)) return plain;
    }
    if (name.endsWith('Sync') || knownCall(call, this.#sourceCode) !== 'unknown') return plain;
    if (this.#isPromiseModule(call.callee)) return { promise: 'yes', emitter: 'no' };
    return { promise: 'maybe', emitter: 'maybe' };
  }

  /** What a list gets from a function that is called for each element: one that is written here is looked at by itself. */
  #mapped({ arguments: args }: TSESTree.CallExpression): Pick<Made, 'promise' | 'emitter'> | undefined {
    const callback = args.find(
      (argument) =>
        isFunction(argument) || argument.type === 'Identifier' || argument.type === 'MemberExpression',
    );
    if (!callback) return undefined;
    if (isFunction(callback)) return callback.async ? { promise: 'yes', emitter: 'no' } : undefined;
    const [fn] = this.#callbacks.functionsIn(callback);
    if (fn) return fn.async ? { promise: 'yes', emitter: 'no' } : undefined;
    const isPlain =
      callback.type === 'Identifier' && /^(?:String|Number|Boolean|parseInt|parseFloat)$/.test(callback.name);
    return isPlain ? undefined : { promise: 'maybe', emitter: 'maybe' };
  }

  /** Whether `new` makes what emits events: a class of the file does if it extends something that may. */
  #newEmitter(callee: Node, body: Body | undefined): Made['emitter'] {
    if (makesEmitter(callee, this.#sourceCode)) return 'yes';
    if (!body) return 'maybe';
    const made = isFunction(body) ? body.parent.parent?.parent : body;
    const isClass = made?.type === 'ClassDeclaration' || made?.type === 'ClassExpression';
    return isClass && made.superClass ? 'maybe' : 'no';
  }

  #isPromiseModule(callee: Node): boolean {
    return (
      resolveExport(callee, (module) => module.endsWith('/promises') || undefined, this.#sourceCode) !==
      undefined
    );
  }

  /** What becomes of a value, from where it is made to what it is put into. */
  #destination(call: Run): Destination {
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
          return held(this.#variablesIn(parent));
        case 'AssignmentExpression':
          return held(parent.right === node ? this.#targets(parent.left) : []);
        case 'ReturnStatement':
        case 'YieldExpression':
          return given();
        case 'ArrowFunctionExpression':
          if (parent.body !== node || !this.#callbacks.isPart(parent)) return given();
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
              return held(this.holdersOf(callee.object));
            }
            if (isLookingMethod(method)) break;
          }
          if (callee.type === 'MemberExpression' && isPromiseStatic(callee)) isCombined = true;
          if (isFunction(node) || (callee.type === 'MemberExpression' && isPromiseStatic(callee))) break;
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
          return given();
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
      return this.holdersOf(callee.object).flatMap((holder) => {
        const [definition] = typeof holder === 'string' ? [] : holder.defs;
        if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return [holder];
        const given =
          call.arguments[definition.node.params.findIndex((one: Node) => one === definition.name)];
        return given ? this.holdersOf(given) : [];
      });
    });
  }

  #variablesIn(declarator: Node): readonly Holder[] {
    return this.#sourceCode.getDeclaredVariables(declarator);
  }

  #targets(left: Node): readonly Holder[] {
    if (left.type === 'Identifier') {
      const variable = variableOf(left, this.#sourceCode);
      return variable ? [variable] : [];
    }
    return left.type === 'MemberExpression' ? this.#places.of(left).map(holderOf) : [];
  }
}

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

/** The calls that an expression visibly gives the value of, alone or in a list or an object. */
function madeWithin(value: Node): (TSESTree.CallExpression | TSESTree.NewExpression)[] {
  switch (value.type) {
    case 'CallExpression':
      return [value, ...value.arguments.flatMap(madeWithin)];
    case 'NewExpression':
      return [value];
    case 'ArrayExpression':
      return value.elements.flatMap((element) => (element ? madeWithin(element) : []));
    case 'ObjectExpression':
      return value.properties.flatMap((property) =>
        property.type === 'Property' ? madeWithin(property.value) : [],
      );
    default:
      return [];
  }
}

function strongest(answers: readonly Made['promise'][]): Made['promise'] {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

function isPromiseStatic(callee: TSESTree.MemberExpression): boolean {
  return (
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    getPropertyName(callee) !== 'withResolvers'
  );
}

/** The name of a place among what can hold something. */
export function holderOf({
  root,
  steps,
}: {
  readonly root: string;
  readonly steps: readonly string[];
}): string {
  return `${root}.${steps.join('.')}`;
}
