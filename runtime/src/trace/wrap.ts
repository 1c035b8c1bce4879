/** Stand-ins for functions of Node, which behave as these do and tell the recorder. */
import type { BlockingFunction } from './blocking-function.ts';
import { now } from './node.ts';
import { hideFrames } from './own-frames.ts';
import type { Recorder } from './recorder.ts';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type AnyClass = abstract new (...args: never[]) => object;

const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;

/** Computations that are part of the language are recorded from so many milliseconds on. */
const COMPUTED = 1;

export class Wrapping {
  private readonly recorder: Recorder;
  private readonly own: string;

  constructor(recorder: Recorder, own: string) {
    this.recorder = recorder;
    this.own = own;
  }

  /** A blocking function. */
  blocking(original: AnyFunction, index: number, entry: BlockingFunction): AnyFunction {
    const { recorder } = this;
    const hide = this.hidden(entry.path.slice(entry.path.lastIndexOf('.') + 1));
    const isSlow = entry.kind === 'process' || entry.kind === 'wait' || isHeavy(entry);
    const { callbackAt, numberAt } = entry;
    // Most have no such condition, and are not to pay for it.
    const blocks =
      callbackAt === undefined && numberAt === undefined
        ? undefined
        : (args: unknown[]) =>
            (callbackAt === undefined || typeof args[callbackAt] !== 'function') &&
            (numberAt === undefined || typeof args[numberAt] === 'number');
    // A method has no `prototype`, unless it is given that of the original.
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it takes whatever `this` it is called with
    const { wrapper } = {
      wrapper(this: unknown, ...args: unknown[]): unknown {
        if (recorder.isWithin || (blocks && !blocks(args))) {
          return apply(original, this, args);
        }
        const limit: unknown = Error.stackTraceLimit;
        const start = recorder.enter(index, wrapper, isSlow);
        try {
          return apply(original, this, args);
        } catch (error) {
          throw hide(error, limit, 'node-do-not-add-exception-line');
        } finally {
          recorder.leave(index, wrapper, start);
        }
      },
    };
    return disguise(wrapper, original);
  }

  /** A class whose `new` blocks. */
  constructing(original: AnyClass, index: number): AnyClass {
    const { recorder } = this;
    const hide = this.hidden(original.name);
    const trap = (target: AnyClass, args: never[], newTarget: AnyClass): object => {
      if (recorder.isWithin) return construct(target, args, newTarget) as object;
      const limit: unknown = Error.stackTraceLimit;
      const start = recorder.enter(index, trap, false);
      try {
        return construct(target, args, newTarget) as object;
      } catch (error) {
        throw hide(error, limit, 'node-do-not-add-exception-line');
      } finally {
        recorder.leave(index, trap, start);
      }
    };
    const stand = new Proxy(original, { construct: trap });
    // What asks an instance for its class gets the one that the module exports.
    defineProperty(original.prototype as object, 'constructor', {
      ...{ value: stand, writable: true, enumerable: false, configurable: true },
    });
    return stand;
  }

  /** A computation of the language, which blocks only if it has much to do, and may call code of the program. */
  computing(original: AnyFunction, index: number): AnyFunction {
    const { recorder } = this;
    const hide = this.hidden(original.name);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it takes whatever `this` it is called with
    const { wrapper } = {
      wrapper(this: unknown, first: unknown, second?: unknown, third?: unknown): unknown {
        const limit: unknown = Error.stackTraceLimit;
        if (typeof limit === 'number') Error.stackTraceLimit = limit + 1;
        const start = now();
        try {
          return apply(original, this, [first, second, third]);
        } catch (error) {
          throw hide(error, limit, 'node-do-not-add-exception-line');
        } finally {
          const milliseconds = now() - start;
          Error.stackTraceLimit = limit as number;
          if (milliseconds >= COMPUTED) recorder.computed(index, wrapper, milliseconds);
        }
      },
    };
    return disguise(wrapper, original);
  }

  /**
   * Makes what rethrows an error: it was thrown by Node, and shows what it would have shown. What it is called with says
   * to Node that the line that throws it now is not one to print.
   */
  private hidden(name: string): (error: unknown, limit: unknown, mark: string) => unknown {
    return (error, limit) => {
      // To look at a stack may run code of the program.
      const { isWithin } = this.recorder;
      this.recorder.isWithin = true;
      hideFrames(error, { own: this.own, name, limit });
      this.recorder.isWithin = isWithin;
      return error;
    };
  }
}

/** Takes milliseconds in all of its uses. */
function isHeavy({ module, path }: BlockingFunction): boolean {
  return (
    module === 'crypto' &&
    /^(?:argon2|pbkdf2|scrypt|generateKeyPair|generatePrime|checkPrime)Sync$/.test(path)
  );
}

/** Gives a wrapper the name and all else that hangs on the original, and the mark by which `toThread` finds that. */
function disguise(wrapper: AnyFunction, original: AnyFunction): AnyFunction {
  for (const key of ownKeys(original)) {
    const descriptor = getOwnPropertyDescriptor(original, key);
    if (descriptor) defineProperty(wrapper, key, descriptor);
  }
  defineProperty(wrapper, '__original', { value: original, configurable: true });
  return wrapper;
}
