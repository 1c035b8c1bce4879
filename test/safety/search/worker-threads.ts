import { resolve } from 'node:path';
import type { EventLoop } from './event-loop.ts';

type BlockingFunction = (...args: unknown[]) => unknown;

/** What a call does with the files it names. */
interface Access {
  readonly path: string;
  readonly changes: boolean;
}

interface Call extends Access {
  isMade: boolean;
  isAnswered: boolean;
}

/**
 * `toThread` as the runtime has it, but for the threads: a call is made at some later time and answered at another.
 * Calls on one path are made, and answered, in the order in which they were given, unless none of them changes it.
 */
export function toThreadIn(loop: EventLoop): (fn: BlockingFunction, ...args: unknown[]) => Promise<unknown> {
  const calls: Call[] = [];
  return (fn, ...args) => {
    const copies = structuredClone(args);
    const call: Call = { ...accessOf(fn, copies), isMade: false, isAnswered: false };
    const before = calls.filter((earlier) => !earlier.isAnswered && isInConflict(earlier, call));
    calls.push(call);
    return new Promise((fulfill, reject) => {
      const make = (): void => {
        const answer = attempt(fn, copies);
        call.isMade = true;
        loop.add(
          () => {
            call.isAnswered = true;
            if ('error' in answer) reject(answer.error);
            else fulfill(answer.value);
          },
          () => before.every(({ isAnswered }) => isAnswered),
        );
      };
      loop.add(make, () => before.every(({ isMade }) => isMade));
    });
  };
}

function attempt(fn: BlockingFunction, args: readonly unknown[]): { value: unknown } | { error: Error } {
  try {
    return { value: fn(...args) };
  } catch (error) {
    return { error: error as Error };
  }
}

function accessOf({ name }: BlockingFunction, [path]: readonly unknown[]): Access {
  return { path: resolve(String(path)), changes: !/^(?:read|exists)/.test(name) };
}

function isInConflict(one: Access, other: Access): boolean {
  return one.path === other.path && (one.changes || other.changes);
}
