/** What TypeScript makes of `toThread`: the type of the direct call, for every overload. */
import { execFileSync, execSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  type BigIntStats,
  type Dirent,
  type Stats,
} from 'node:fs';
import type { AsyncLocalStorage } from 'node:async_hooks';
import { expectTypeOf, test } from 'vitest';
import type { asCompleted, wait } from 'to-thread';
import {
  getDefaultExecutor,
  moduleFunction,
  sharedStorage,
  ThreadPoolExecutor,
  type Call,
  type Executor,
  type Results,
  type runInExecutor,
  type Start,
  type Submit,
  type toThread,
  type Waited,
} from 'to-thread';

/** `toThread` without its effect: only the types are tested here. */
const call = (() => Promise.resolve()) as unknown as Submit;

test('overloads', () => {
  const path = 'file';
  expectTypeOf(call(readFileSync, path, 'utf8')).resolves.toEqualTypeOf<string>();
  expectTypeOf(call(readFileSync, path, { encoding: 'utf8' })).resolves.toEqualTypeOf<string>();
  expectTypeOf(call(readFileSync, path)).resolves.toEqualTypeOf<Buffer<ArrayBuffer>>();
  expectTypeOf(call(statSync, path)).resolves.toEqualTypeOf<Stats>();
  expectTypeOf(call(statSync, path, { bigint: true })).resolves.toEqualTypeOf<BigIntStats>();
  expectTypeOf(call(statSync, path, { throwIfNoEntry: false })).resolves.toEqualTypeOf<Stats | undefined>();
  expectTypeOf(call(readdirSync, path)).resolves.toEqualTypeOf<string[]>();
  expectTypeOf(call(readdirSync, path, { withFileTypes: true })).resolves.toEqualTypeOf<Dirent[]>();
  expectTypeOf(call(mkdirSync, path, { recursive: true })).resolves.toEqualTypeOf<string | undefined>();
  expectTypeOf(
    call(execSync, 'ls', { encoding: 'utf8', stdio: ['ignore', 'pipe'] }),
  ).resolves.toEqualTypeOf<string>();
  expectTypeOf(call(execFileSync, 'ls', ['-l'], { encoding: 'utf8' })).resolves.toEqualTypeOf<string>();
  expectTypeOf(call(spawnSync, 'ls', ['-l'], { encoding: 'utf8' })).resolves.toEqualTypeOf<
    SpawnSyncReturns<string>
  >();
  expectTypeOf(call(writeFileSync, path, 'x', { mode: 0o600 })).resolves.toBeVoid();
});

test('own functions', () => {
  expectTypeOf(call((n: number) => n * 2, 4)).resolves.toEqualTypeOf<number>();
  expectTypeOf(call(async () => Promise.resolve('x'))).resolves.toEqualTypeOf<string>();
  expectTypeOf(call((...all: string[]) => all.length, ...['a'])).resolves.toEqualTypeOf<number>();
  const rest: [string, 'utf8'] = ['file', 'utf8'];
  expectTypeOf(call(readFileSync, ...rest)).resolves.toEqualTypeOf<string>();
});

interface KeyOptions {
  readonly pem?: boolean;
}
type Key<Pem> = Pem extends true ? string : Buffer;

/** As the newest types of Node declare it: each overload is generic, and its result depends on the options. */
/* eslint-disable @typescript-eslint/unified-signatures -- they are told apart in the types of Node, too */
interface GenerateKey {
  <O extends KeyOptions>(type: 'dh', options: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'dsa', options: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'ec', options: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'ed25519', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'ed448', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'ml-dsa', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'ml-kem', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'rsa-pss', options: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'rsa', options: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'slh-dsa', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'x25519', options?: O): { key: Key<O['pem']> };
  <O extends KeyOptions>(type: 'x448', options?: O): { key: Key<O['pem']> };
}
/* eslint-enable @typescript-eslint/unified-signatures */

test('generic functions', () => {
  const first = <T>(items: readonly T[]): T | undefined => items[0];
  expectTypeOf(call(first<number>, [1])).resolves.toEqualTypeOf<number | undefined>();
  const pick = <T, K extends keyof T>(from: T, key: K): T[K] => from[key];
  expectTypeOf(call(pick, { a: 'x', b: 'y' }, 'a')).resolves.toEqualTypeOf<string>();
  const key = (() => '') as unknown as <O extends KeyOptions>(
    options: O,
  ) => O['pem'] extends true ? string : Buffer;
  const options = { pem: true } as const;
  expectTypeOf(call(key, options)).resolves.toEqualTypeOf<string>();
  const run = (() => Promise.resolve()) as unknown as ThreadPoolExecutor['run'];
  expectTypeOf(run(key, [options], { timeout: 5 })).resolves.toEqualTypeOf<string>();
  const runIn = (() => Promise.resolve()) as unknown as typeof runInExecutor;
  expectTypeOf(runIn(null, key, options)).resolves.toEqualTypeOf<string>();
  // @ts-expect-error -- no such key
  void call(pick, { a: 'x' }, 'b');
});

test('more overloads than can be told apart are loose, not refused', () => {
  const options = {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const;
  expectTypeOf(call(generateKeyPairSync, 'rsa', options)).resolves.toBeAny();
  const generateKey = (() => ({})) as unknown as GenerateKey;
  expectTypeOf(call(generateKey, 'rsa', { pem: true })).resolves.toBeAny();
  expectTypeOf(call(JSON.parse, '{}')).resolves.toBeAny();
});

test('calls are typed as exactly', () => {
  const start = (() => undefined) as unknown as Start;
  expectTypeOf(new ThreadPoolExecutor().call).toEqualTypeOf<Start>();
  expectTypeOf(start(readFileSync, 'file', 'utf8')).toEqualTypeOf<Call<string>>();
  expectTypeOf(start(statSync, 'file', { bigint: true })).toEqualTypeOf<Call<BigIntStats>>();
  expectTypeOf(start(async (n: number) => Promise.resolve(n), 1)).toEqualTypeOf<Call<number>>();
  const pick = <T, K extends keyof T>(from: T, key: K): T[K] => from[key];
  expectTypeOf(start(pick, { a: 'x', b: 'y' }, 'a')).toEqualTypeOf<Call<string>>();
  // @ts-expect-error -- not a path
  void start(readFileSync, /x/);
  const calls = [start(existsSync, 'file'), start(existsSync, 'other')];
  const waiting = (() => undefined) as unknown as typeof wait;
  expectTypeOf(waiting(calls)).resolves.toEqualTypeOf<Waited<Call<boolean>>>();
  const completing = (() => undefined) as unknown as typeof asCompleted;
  expectTypeOf(completing([...calls, start(statSync, 'file')])).toEqualTypeOf<
    AsyncGenerator<Call<boolean> | Call<Stats>, void, undefined>
  >();
  // @ts-expect-error -- a promise is no call
  void waiting([Promise.resolve(1)]);
});

test('maps take an item of each iterable', () => {
  const map = (() => undefined) as unknown as Executor['map'];
  expectTypeOf(map((n: number) => String(n), [1])).toEqualTypeOf<Results<string>>();
  expectTypeOf(map(async (n: number) => Promise.resolve(n), new Set([1]))).toEqualTypeOf<Results<number>>();
  expectTypeOf(map(Math.pow, [1], [2], { chunkSize: 5 })).toEqualTypeOf<Results<number>>();
  const three = (a: number, b: string, c: boolean): string => `${a}${b}${c}`;
  expectTypeOf(map(three, [1], 'x', [true], { timeout: 5 })).toEqualTypeOf<Results<string>>();
  const four = (a: number, b: string, c: boolean, d: Date): Date[] => [new Date(`${a}${b}${c}`), d];
  expectTypeOf(map(four, [1], ['x'], [true], [new Date()])).toEqualTypeOf<Results<Date[]>>();
  // @ts-expect-error -- not numbers
  void map(Math.pow, [1], ['2']);
  // @ts-expect-error -- no such option
  void map(Math.abs, [1], { chunksize: 5 });
});

test('storages and the default executor', () => {
  expectTypeOf(getDefaultExecutor).toEqualTypeOf<() => Executor>();
  expectTypeOf(sharedStorage<string>).toEqualTypeOf<(name: string) => AsyncLocalStorage<string>>();
  const run = (() => undefined) as unknown as Executor['run'];
  const user = (() => undefined) as unknown as AsyncLocalStorage<string>;
  void run(existsSync, ['file'], { context: [user] });
  // @ts-expect-error -- not a list
  void run(existsSync, ['file'], { context: user });
});

test('wrong calls are refused as the direct call would be', () => {
  // @ts-expect-error -- not a path
  void call(readFileSync, /x/);
  // @ts-expect-error -- an argument is missing
  void call(existsSync);
  // @ts-expect-error -- not a function
  void call(5);
  // @ts-expect-error -- not a number
  void call((n: number) => n, 'x');
});

test('the other ways to call', () => {
  const pool = new ThreadPoolExecutor();
  expectTypeOf(pool.submit).toEqualTypeOf<typeof toThread>();
  const run = (() => Promise.resolve()) as unknown as typeof pool.run;
  expectTypeOf(run(readFileSync, ['file', 'utf8'], { timeout: 5 })).resolves.toEqualTypeOf<string>();
  const runIn = (() => Promise.resolve()) as unknown as typeof runInExecutor;
  expectTypeOf(runIn(null, statSync, 'file', { bigint: true })).resolves.toEqualTypeOf<BigIntStats>();
  expectTypeOf(runIn(pool, existsSync, 'file')).resolves.toEqualTypeOf<boolean>();
  expectTypeOf(pool.map((n: number) => String(n), [1])).toEqualTypeOf<
    AsyncGenerator<string, void, undefined>
  >();
  const resize = moduleFunction<(path: string) => Buffer>('./resize.js', 'resize', import.meta.url);
  expectTypeOf(call(resize, 'photo.png')).resolves.toEqualTypeOf<Buffer>();
});
