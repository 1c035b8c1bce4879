import type { TSESTree } from '@typescript-eslint/utils';
import { isRun, lastName, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, Run, SourceCode } from '../../ast.ts';
import type { Callbacks } from '../functions/callbacks.ts';
import type { Places } from '../memory/places.ts';
import { isLookingMethod } from '../known/known-calls.ts';
import { holdsAwaited } from './awaited.ts';
import { Destinations } from './destinations.ts';
import { Holders } from './holders.ts';
import { Origins } from './origins.ts';
import type { Origin } from './origins.ts';
import type { Holder, Leaf, Made } from './steps.ts';

type MadeLeaf = Extract<Leaf, { type: 'made' }>;

class LazilyMade implements MadeLeaf {
  readonly type = 'made';
  readonly node: Made['node'];
  readonly #find: () => Made | undefined;
  #made: Made | 'nothing' | undefined;

  constructor(node: Made['node'], find: () => Made | undefined) {
    this.node = node;
    this.#find = find;
  }

  get made(): Made | undefined {
    this.#made ??= this.#find() ?? 'nothing';
    return this.#made === 'nothing' ? undefined : this.#made;
  }
}

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

  /** The step that a call makes something. What that is, is of interest only before a call that blocks. */
  by(call: Run): MadeLeaf {
    return new LazilyMade(call, () => this.#of(call));
  }

  /** The same for a run of functions of the file, at once. */
  ofRun(node: Node): Made | undefined {
    return isRun(node) ? this.#of(node) : undefined;
  }

  /** The same for the promise of a module. */
  byImport(node: TSESTree.ImportExpression): MadeLeaf {
    return new LazilyMade(node, () => this.#ofImport(node));
  }

  /** The same for what an awaited call gives. */
  byAwaited(call: TSESTree.CallExpression): MadeLeaf {
    return new LazilyMade(call, () => this.#ofAwaited(call));
  }

  /** What a call makes that somebody has to look after; nothing where its value is a plain one, or is thrown away. */
  #of(call: Run): Made | undefined {
    return this.#made(call, this.#origins.of(call));
  }

  /** The promise of a module that is loaded: it fails if that throws, or is not there. */
  #ofImport(node: TSESTree.ImportExpression): Made | undefined {
    return this.#made(node, { promise: 'yes', emitter: 'no' });
  }

  #made(call: Made['node'], origin: Origin): Made | undefined {
    const isData = origin.promise === 'no' && origin.emitter === 'no';
    if (isData && !isNamedAsOfLists(call)) return undefined;
    const { holders, isGiven, isHandled, isContained, isCombined } = this.#destinations.of(call);
    if (holders.length === 0 && (isData || !isGiven)) return undefined;
    const isKnown = (isCombined && origin.promise === 'maybe') || (isData && this.#isAwaitedIn(holders));
    const promise = isHandled ? 'no' : isKnown ? 'yes' : origin.promise;
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

  #isAwaitedIn(holders: readonly Holder[]): boolean {
    return holders.some((holder) => typeof holder !== 'string' && holdsAwaited(holder, this.#sourceCode));
  }

  /** What an awaited call gives: it may emit from then on. */
  #ofAwaited(call: TSESTree.CallExpression): Made | undefined {
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

/** Whether a method has a name that one of lists and texts has, and one of a service may have too: `find`, `get`, `search`. */
function isNamedAsOfLists(node: Made['node']): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    isLookingMethod(lastName(node.callee) ?? '')
  );
}
