import { execSync, spawnSync } from 'node:child_process';
import { createSecretKey, generateKeyPairSync, KeyObject, type KeyPairKeyObjectResult } from 'node:crypto';
import fs, {
  Dirent,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toThread } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';

const file = new URL(import.meta.url).pathname;

describe('bytes', () => {
  test('a file as text, and as a Buffer of memory of its own size', async () => {
    const text = await toThread(readFileSync, file, 'utf8');
    expect(text).toBe(readFileSync(file, 'utf8'));

    const bytes = await toThread(readFileSync, file);
    expect(Buffer.isBuffer(bytes)).toBe(true);
    expect(bytes.equals(readFileSync(file))).toBe(true);
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  });

  test('a small result does not drag the slab it is cut from along', async () => {
    const bytes = await toThread(execSync, 'printf %0100d 1');
    expect(bytes.length).toBe(100);
    expect(bytes.buffer.byteLength).toBe(100);
    // The slab in the worker is still whole.
    expect((await toThread(execSync, 'printf %0100d 2')).toString()).toBe('2'.padStart(100, '0'));
  });

  test('a large result is moved, not copied, and equals the direct one', async () => {
    const path = join(temporaryFolder(), 'large');
    const content = Buffer.alloc(64 * 1024 * 1024, 'abc');
    writeFileSync(path, content);
    const bytes = await toThread(readFileSync, path);
    expect(bytes.equals(content)).toBe(true);
    expect(bytes.byteOffset).toBe(0);
  });

  test.each(['plain', 'snowman ☃', 'lone \ud800 surrogate', 'é'])('long strings: %s', async (word) => {
    const long = word.repeat(Math.ceil((5 * 1024 * 1024) / word.length));
    expect((await toThread(JSON.parse, JSON.stringify(long))) === long).toBe(true);
  });

  test('compressed bytes', async () => {
    expect((await toThread(gzipSync, 'x'.repeat(1000))).equals(gzipSync('x'.repeat(1000)))).toBe(true);
  });
});

describe('objects of fs', () => {
  test('Stats', async () => {
    const stats = await toThread(statSync, file);
    expect(stats).toBeInstanceOf(fs.Stats);
    expect(stats.isFile()).toBe(true);
    // Looking at the dates makes them properties, so comparing comes first.
    expect(stats).toEqual(statSync(file));
    expect(stats.mtime).toEqual(statSync(file).mtime);
    expect(Object.getOwnPropertySymbols(stats)).toEqual(Object.getOwnPropertySymbols(statSync(file)));
  });

  test('BigIntStats', async () => {
    const stats = await toThread(statSync, file, { bigint: true });
    const direct = statSync(file, { bigint: true });
    expect(Object.getPrototypeOf(stats)).toBe(Object.getPrototypeOf(direct));
    expect(stats.mtimeNs).toBe(direct.mtimeNs);
    expect(stats.isDirectory()).toBe(false);
  });

  test('StatFs', async () => {
    const direct = statfsSync('/');
    const stats = await toThread(statfsSync, '/');
    expect(Object.getPrototypeOf(stats)).toBe(Object.getPrototypeOf(direct));
    expect(stats.bsize).toBe(direct.bsize);
  });

  test('Dirent', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'leaf'), '');
    const entries = await toThread(readdirSync, folder, { withFileTypes: true });
    expect(entries).toEqual(readdirSync(folder, { withFileTypes: true }));
    expect(entries.every((entry) => entry instanceof Dirent)).toBe(true);
    expect(
      entries.map((entry) => [entry.name, entry.isDirectory(), entry.isFile(), entry.parentPath]),
    ).toEqual([
      ['inner', true, false, folder],
      ['leaf', false, true, folder],
    ]);
  });

  test.runIf('globSync' in fs)('Dirent of globSync, which has its Stats', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'leaf'), '');
    const [entry] = await toThread(fs.globSync, join(folder, 'leaf'), { withFileTypes: true });
    const [direct] = fs.globSync(join(folder, 'leaf'), { withFileTypes: true });
    expect(Object.getPrototypeOf(entry)).toBe(Object.getPrototypeOf(direct));
    expect(entry).toEqual(direct);
    expect([entry?.isFile(), entry?.isDirectory()]).toEqual([true, false]);
  });

  test('undefined for what is not there', async () => {
    expect(await toThread(statSync, 'nowhere', { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('other values', () => {
  test('the result of a child process, its error included', async () => {
    const good = await toThread(spawnSync, 'sh', ['-c', 'echo out; echo err >&2; exit 3']);
    expect(Buffer.isBuffer(good.stdout)).toBe(true);
    expect(good).toMatchObject({ status: 3, signal: null });
    expect(String(good.stderr)).toBe('err\n');

    const { error } = await toThread(spawnSync, 'no-such-program');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'ENOENT', syscall: 'spawnSync no-such-program', spawnargs: [] });
  });

  test('null prototypes', async () => {
    expect(Object.getPrototypeOf(await toThread(parse, 'a=1'))).toBeNull();
    expect(Object.getPrototypeOf(await toThread(structuredClone, Object.create(null)))).toBe(
      Object.prototype,
    );
    expect(Object.getPrototypeOf(constants.signals)).toBeNull();
  });

  test('keys', async () => {
    // With more overloads than TypeScript can take apart, its type is loose.
    const pair = (await toThread(generateKeyPairSync, 'ed25519')) as KeyPairKeyObjectResult;
    expect(pair.publicKey).toBeInstanceOf(KeyObject);
    expect(pair.privateKey.asymmetricKeyType).toBe(
      generateKeyPairSync('ed25519').privateKey.asymmetricKeyType,
    );
  });

  test.each([
    ['null', null],
    ['true', true],
    ['string', 'lone \ud800'],
    ['bigint', 10n ** 30n],
    ['-0', -0],
    ['NaN', NaN],
    ['Map', new Map([[{ a: 1 }, new Set([1])]])],
    ['Date', new Date(0)],
    ['URL', new URL('https://example.org/?a=1')],
    ['URLSearchParams', new URLSearchParams('a=1&a=2')],
    ['Buffer in an object', { bytes: Buffer.from('x') }],
    ['typed array', new Float64Array([1.5, -0])],
    ['sparse array', [1, , 3]], // eslint-disable-line no-sparse-arrays -- the hole is what is tested
    ['match result', /(?<year>\d+)/.exec('in 2026')],
    ['__proto__ as a key', JSON.parse('{"__proto__": {"a": 1}, "b": {}}')],
    ['error', Object.assign(new TypeError('t', { cause: new Error('c') }), { code: 'E' })],
    ['key', createSecretKey(Buffer.from('secret'))],
  ])('%s as an argument and as a result', async (_name, value: unknown) => {
    expect(await toThread((given: unknown) => given, value)).toEqual(value);
    expect(await toThread((given: unknown) => [given], value)).toEqual([value]);
  });

  test('cycles and shared references', async () => {
    const inner: Record<string, unknown> = { url: new URL('https://example.org') };
    inner['self'] = inner;
    const result = (await toThread((given: unknown) => given, { a: inner, b: inner })) as Record<
      string,
      typeof inner
    >;
    expect(result['a']).toBe(result['b']);
    expect(result['a']?.['self']).toBe(result['a']);
    expect(result['a']?.['url']).toEqual(inner['url']);
  });

  test('the lastIndex of a regular expression', async () => {
    const expression = /x/g;
    expression.lastIndex = 3;
    expect((await toThread((given: RegExp) => given, expression)).lastIndex).toBe(3);
  });

  test('a promise is awaited', async () => {
    expect(await toThread(async () => Promise.resolve('later'))).toBe('later');
    expect(await toThread(fs.promises.readFile, file, 'utf8')).toBe(readFileSync(file, 'utf8'));
  });
});
