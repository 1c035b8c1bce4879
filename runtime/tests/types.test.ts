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
import { expectTypeOf, test } from 'vitest';
import {
  moduleFunction,
  ThreadPoolExecutor,
  type runInExecutor,
  type Submit,
  type toThread,
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
