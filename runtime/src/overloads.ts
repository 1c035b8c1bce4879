import type { Call } from './executor/call.ts';
import type { AnyFunction } from './function-reference/function-reference.ts';

/**
 * Types that keep overloads exact. `await toThread(readFileSync, path, 'utf8')` has to be a `string` and
 * `toThread(statSync, path, { bigint: true })` a `BigIntStats`, but an overloaded function seen through a type
 * parameter shows its last overload only. So each overload is taken out by inference and becomes an overload of
 * `toThread` itself: TypeScript then picks as it would for the direct call, with the same completions and errors.
 */

// Inference from a function's overloads needs parameter lists of any kind.
/* eslint-disable @typescript-eslint/no-explicit-any -- see above */

/**
 * The last twelve overloads. A function with fewer repeats its first in the leading places; before TypeScript 5.3 these
 * are `Unknown`.
 */
type Signatures<F> = F extends {
  (...args: infer A0 extends readonly any[]): infer R0;
  (...args: infer A1 extends readonly any[]): infer R1;
  (...args: infer A2 extends readonly any[]): infer R2;
  (...args: infer A3 extends readonly any[]): infer R3;
  (...args: infer A4 extends readonly any[]): infer R4;
  (...args: infer A5 extends readonly any[]): infer R5;
  (...args: infer A6 extends readonly any[]): infer R6;
  (...args: infer A7 extends readonly any[]): infer R7;
  (...args: infer A8 extends readonly any[]): infer R8;
  (...args: infer A9 extends readonly any[]): infer R9;
  (...args: infer A10 extends readonly any[]): infer R10;
  (...args: infer A11 extends readonly any[]): infer R11;
}
  ? [
      [A0, R0],
      [A1, R1],
      [A2, R2],
      [A3, R3],
      [A4, R4],
      [A5, R5],
      [A6, R6],
      [A7, R7],
      [A8, R8],
      [A9, R9],
      [A10, R10],
      [A11, R11],
    ]
  : never;

type Unknown = [readonly any[], unknown];

/** The parameters of overload `N` of `F`, which nothing fits where there is none. */
type Arguments<F, N extends number> = Unknown extends Signatures<F>[N] ? [never] : Parameters<F, N>;

/** The parameters of the last overload of `F`, which every function has. */
type LastArguments<F> = Parameters<F, 11>;

type Parameters<F, N extends number> = Signatures<F>[N][0] extends infer A extends any[] ? A : any[];

/** What `await` gives for the result of overload `N` of `F`. */
type Result<F, N extends number> = 0 extends 1 & F
  ? any
  : IsCrowded<F> extends true
    ? any
    : Awaited<Signatures<F>[N][1]>;

/**
 * Whether `F` has twelve overloads or more, so that some may be missing from `Signatures`. Such functions
 * (`generateKeyPairSync`) give `any`: the first of the known overloads that takes the arguments may not be the one that
 * the direct call would have, and where it is generic, only the bounds of its result are known.
 */
type IsCrowded<F> = [Signatures<F>[0], Signatures<F>[1]] extends [infer First, infer Second]
  ? [First, Second] extends [Second, First]
    ? false
    : true
  : false;

/** Any arguments for such a function, which is never refused, and none for others. */
type CrowdedArguments<F> = IsCrowded<F> extends true ? any[] : Unfillable;

/** More arguments than any call has: TypeScript's errors pass over an overload that the number of arguments rules out. */
type Unfillable = [...Twelve, ...Twelve];
type Twelve = [never, never, never, never, never, never, never, never, never, never, never, never];

/** A function that calls `fn(...args)` on a worker. One overload for each of the function's own. */
export interface Submit {
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 0>): Promise<Result<F, 0>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 1>): Promise<Result<F, 1>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 2>): Promise<Result<F, 2>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 3>): Promise<Result<F, 3>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 4>): Promise<Result<F, 4>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 5>): Promise<Result<F, 5>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 6>): Promise<Result<F, 6>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 7>): Promise<Result<F, 7>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 8>): Promise<Result<F, 8>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 9>): Promise<Result<F, 9>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 10>): Promise<Result<F, 10>>;
  <F extends AnyFunction>(fn: F, ...args: CrowdedArguments<F>): Promise<any>;
  // A generic function whose bounds refuse the arguments: TypeScript infers what its parameters are.
  <A extends any[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  // Last, because its error is the one TypeScript shows.
  <F extends AnyFunction>(fn: F, ...args: LastArguments<F>): Promise<Result<F, 11>>;
}

/** The same, but it gives the call itself. */
export interface Start {
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 0>): Call<Result<F, 0>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 1>): Call<Result<F, 1>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 2>): Call<Result<F, 2>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 3>): Call<Result<F, 3>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 4>): Call<Result<F, 4>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 5>): Call<Result<F, 5>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 6>): Call<Result<F, 6>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 7>): Call<Result<F, 7>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 8>): Call<Result<F, 8>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 9>): Call<Result<F, 9>>;
  <F extends AnyFunction>(fn: F, ...args: Arguments<F, 10>): Call<Result<F, 10>>;
  <F extends AnyFunction>(fn: F, ...args: CrowdedArguments<F>): Call<any>;
  <A extends any[], R>(fn: (...args: A) => R, ...args: A): Call<Awaited<R>>;
  <F extends AnyFunction>(fn: F, ...args: LastArguments<F>): Call<Result<F, 11>>;
}

/** The same with the arguments as an array, and options after it. */
export interface Run<Options> {
  <F extends AnyFunction>(fn: F, args: Arguments<F, 0>, options?: Options): Promise<Result<F, 0>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 1>, options?: Options): Promise<Result<F, 1>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 2>, options?: Options): Promise<Result<F, 2>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 3>, options?: Options): Promise<Result<F, 3>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 4>, options?: Options): Promise<Result<F, 4>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 5>, options?: Options): Promise<Result<F, 5>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 6>, options?: Options): Promise<Result<F, 6>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 7>, options?: Options): Promise<Result<F, 7>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 8>, options?: Options): Promise<Result<F, 8>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 9>, options?: Options): Promise<Result<F, 9>>;
  <F extends AnyFunction>(fn: F, args: Arguments<F, 10>, options?: Options): Promise<Result<F, 10>>;
  <F extends AnyFunction>(fn: F, args: CrowdedArguments<F>, options?: Options): Promise<any>;
  <A extends any[], R>(fn: (...args: A) => R, args: [...A], options?: Options): Promise<Awaited<R>>;
  <F extends AnyFunction>(fn: F, args: LastArguments<F>, options?: Options): Promise<Result<F, 11>>;
}

/** The same with the executor first. */
export interface RunIn<Executor> {
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 0>): Promise<Result<F, 0>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 1>): Promise<Result<F, 1>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 2>): Promise<Result<F, 2>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 3>): Promise<Result<F, 3>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 4>): Promise<Result<F, 4>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 5>): Promise<Result<F, 5>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 6>): Promise<Result<F, 6>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 7>): Promise<Result<F, 7>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 8>): Promise<Result<F, 8>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 9>): Promise<Result<F, 9>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: Arguments<F, 10>): Promise<Result<F, 10>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: CrowdedArguments<F>): Promise<any>;
  <A extends any[], R>(executor: Executor, fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  <F extends AnyFunction>(executor: Executor, fn: F, ...args: LastArguments<F>): Promise<Result<F, 11>>;
}
