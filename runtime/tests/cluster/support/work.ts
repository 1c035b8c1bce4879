import { moduleFunction } from 'to-thread';

/** The functions of `fixtures/work.mjs`, by name: what a test itself imports runs in the test. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what it is
function named<F extends (...args: never[]) => unknown>(name: string): F {
  return moduleFunction<F>('../fixtures/work.mjs', name, import.meta.url);
}

export const add = named<(a: number, b: number) => number>('add');
export const bytes = named<(length: number) => Buffer>('bytes');
export const die = named<() => void>('die');
export const echo = named<(value: unknown) => unknown>('echo');
export const fail = named<(message: string) => never>('fail');
export const record = named<(file: string, line: string, milliseconds?: number) => string>('record');
export const sleep = named<(milliseconds: number) => number>('sleep');
