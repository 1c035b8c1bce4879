/*
 * What the conformance suite has executed elsewhere: exported, so that every executor can find it by its module.
 */

export function add(a: number, b: number): number {
  return a + b;
}

export function echo<Value>(value: Value): Value {
  return value;
}

export async function later<Value>(value: Value): Promise<Value> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return value;
}

/** Blocks its worker. */
export function block(milliseconds: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return milliseconds;
}

/** What a program may throw. */
export class ConformanceError extends RangeError {
  override readonly name = 'ConformanceError';
  readonly code = 'ERR_CONFORMANCE';
  readonly details = new Map([['tries', 3n]]);
}

export function fail(message: string): never {
  throw new ConformanceError(message, { cause: new TypeError('beneath') });
}
