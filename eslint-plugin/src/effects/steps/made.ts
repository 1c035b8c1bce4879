import type { TSESTree } from '@typescript-eslint/utils';
import { withoutTypeWrappersAround } from '../../ast.ts';
import type { SourceCode } from '../../ast.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import type { Places } from '../memory/places.ts';
import { Destinations } from './destinations.ts';
import { Holders } from './holders.ts';
import { Origins } from './origins.ts';
import type { Beginning, Made } from './steps.ts';

/**
 * What calls begin: promises that may fail before anybody waits for them, and objects that may emit before anybody
 * listens. Told by where a value comes from, what it is put into, and what is done with it.
 */
export class MadeValues {
  readonly holders: Holders;
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;
  readonly #origins: Origins;
  readonly #destinations: Destinations;

  constructor(sourceCode: SourceCode, callbacks: Callbacks, places: Places) {
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
    this.holders = new Holders(sourceCode, callbacks, places);
    this.#origins = new Origins(sourceCode, callbacks);
    this.#destinations = new Destinations(sourceCode, callbacks, this.holders);
  }

  /** What a call makes that somebody has to look after; nothing where its value is a plain one, or is thrown away. */
  of(call: Beginning): Made | undefined {
    const origin = this.#origins.of(call);
    if (origin.promise === 'no' && origin.emitter === 'no') return undefined;
    const { holders, isGiven, isHandled, isContained, isCombined } = this.#destinations.of(call);
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
    const origin = this.#origins.of(call);
    const { parent } = withoutTypeWrappersAround(call.parent);
    if (
      origin.promise === 'no' ||
      this.#callbacks.bodiesRun(call).length > 0 ||
      parent?.type !== 'VariableDeclarator'
    )
      return undefined;
    const holders = this.holders.variablesIn(parent);
    const text = this.#sourceCode.getText(call);
    return { node: call, text, promise: 'no', emitter: 'maybe', holders, isContained: false, isGiven: false };
  }
}
