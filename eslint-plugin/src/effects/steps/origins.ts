import type { TSESTree } from '@typescript-eslint/utils';
import { isCall, isFunction, lastName } from '../../ast.ts';
import type { Node, Run, SourceCode } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { valueOf } from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import { isChangingMethod, isLookingMethod, knownCall, makesEmitter } from '../known/known-calls.ts';
import { isPromiseStatic } from './destinations.ts';
import type { Made } from './steps.ts';

/** Whether what a call gives is, or holds, a promise or something that emits. */
export type Origin = Pick<Made, 'promise' | 'emitter'>;

/** Tells by what a call calls whether it begins something. */
export class Origins {
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;

  constructor(sourceCode: SourceCode, callbacks: Callbacks) {
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
  }

  /** What a call gives, followed through the functions of the file for some steps. */
  of(call: Run, depth = 0): Origin {
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
      const inner = depth > 4 ? [] : madeWithin(value).map((made) => this.of(made, depth + 1));
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
      const mapped = /^(?:flatMap|from|map)$/.test(name) ? this.#mapped(call, name) : undefined;
      if (mapped) return mapped;
      if (isLookingMethod(name) || isChangingMethod(name)) return plain;
    }
    if (name.endsWith('Sync') || knownCall(call, this.#sourceCode) !== 'unknown') return plain;
    if (this.#isPromiseModule(call.callee)) return { promise: 'yes', emitter: 'no' };
    return { promise: 'maybe', emitter: 'maybe' };
  }

  /** What a list gets from a function that is called for each element: one that is written here is looked at by itself. */
  #mapped({ arguments: args }: TSESTree.CallExpression, name: string): Origin | undefined {
    // `Array.from` is given the list first; what `Buffer.from` is given behind its text is no function.
    const callback = (name === 'from' ? args.slice(1) : args).find(
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
}

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
