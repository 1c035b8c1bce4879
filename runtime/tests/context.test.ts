import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import {
  moduleFunction,
  ProcessPoolExecutor,
  sharedStorage,
  ThreadPoolExecutor,
  type RunOptions,
} from 'to-thread';
import { collect, threads } from './support/pools.ts';
import { execute } from './support/program.ts';
import { rejection, thrown } from './support/rejection.ts';

const user = sharedStorage<unknown>('user');
const locale = sharedStorage<string>('locale');
const readContext = moduleFunction<(suffix: string) => unknown>(
  './fixtures/context.mjs',
  'readContext',
  import.meta.url,
);
const readLater = moduleFunction<() => Promise<unknown>>(
  './fixtures/context.mjs',
  'readLater',
  import.meta.url,
);

test('there is one storage of each name', () => {
  expect(sharedStorage('user')).toBe(user);
  expect(user).toBeInstanceOf(AsyncLocalStorage);
  expect(sharedStorage('locale')).not.toBe(user);
  expect(thrown(() => sharedStorage(5 as unknown as string)).message).toBe(
    'name must be a string. Received 5.',
  );
});

describe.each([
  ['threads', ThreadPoolExecutor],
  ['processes', ProcessPoolExecutor],
])('between %s', (_kind, Pool) => {
  test('what storages have is there inside the function, as a copy', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const ada = { name: 'Ada', since: new Date(0), roles: new Set(['admin']) };
    const seen = await user.run(ada, () =>
      locale.run('en', () => pool.run(readContext, ['!'], { context: [user, locale] })),
    );
    expect(seen).toEqual([ada, 'en', '!']);
    expect(await user.run(ada, () => pool.run(readContext, ['!'], { context: [locale] }))).toEqual([
      undefined,
      undefined,
      '!',
    ]);
    // Nothing is left behind.
    expect(await user.run(ada, () => pool.submit(readContext, '?'))).toEqual([undefined, undefined, '?']);
  });

  test('also for all calls of an executor, in maps and in chunks', async () => {
    await using pool = new Pool({ maxWorkers: 1, context: [user] });
    await user.run('Ada', async () => {
      expect(await pool.submit(readContext, '1')).toEqual(['Ada', undefined, '1']);
      expect(await pool.call(readContext, '2').result).toEqual(['Ada', undefined, '2']);
      expect(await pool.run(readContext, ['3'], { context: [] })).toEqual([undefined, undefined, '3']);
      const expected = ['a', 'b', 'c'].map((letter) => ['Ada', undefined, letter]);
      expect(await collect(pool.map(readContext, 'abc'))).toEqual(expected);
      expect(await collect(pool.map(readContext, 'abc', { chunkSize: 2 }))).toEqual(expected);
      expect(await pool.submit(readLater)).toEqual(['Ada', 'Ada']);
    });
  });

  test('what cannot cross is refused by the name of the storage', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const error = await user.run({ socket: { write: () => 0 } }, () =>
      rejection(pool.run(Math.max, [1], { context: [locale, user] })),
    );
    expect(error.name).toBe('DataCloneError');
    expect(error.message).toBe(
      'What the storage "user" has (at .socket.write) cannot cross to another thread: it is a function.',
    );
    const argument = await user.run('Ada', () =>
      rejection(pool.run(Array.of<unknown>, [1, () => 0], { context: [user] })),
    );
    expect(argument.message).toContain('Argument 2 of Array.of cannot cross');
  });
});

test('the function may be a text, and ask for the storage itself', async () => {
  const { stdout, stderr, exit } = await execute(['--input-type=module', '--eval', TEXT]);
  expect({ stdout, stderr, exit }).toEqual({ stdout: '7 undefined\n', stderr: '', exit: 0 });
});

const TEXT = `
import { sharedStorage, ThreadPoolExecutor } from 'to-thread';
const user = sharedStorage('user');
const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
const read = async () => (await import('to-thread')).sharedStorage('user').getStore()?.id;
await user.run({ id: 7 }, async () => {
  console.log(await pool.run(read, [], { context: [user] }), await pool.submit(read));
});
`;

test('functions that write into their arguments, and those in order, do so as ever', async () => {
  const { randomFillSync } = await import('node:crypto');
  const { readFileSync } = await import('node:fs');
  const pool = threads({ context: [user] });
  await user.run('Ada', async () => {
    const bytes = new Uint8Array(100);
    expect(await pool.submit(randomFillSync, bytes)).toBe(bytes);
    expect(bytes.some(Boolean)).toBe(true);
    expect(await pool.submit(readFileSync, new URL(import.meta.url), 'utf8')).toContain('as ever');
  });
});

test('storages that workers cannot find are refused', async () => {
  const pool = threads();
  const context = [new AsyncLocalStorage()];
  const expected = 'options.context must be an array of what sharedStorage() gives';
  expect((await rejection(pool.run(Math.max, [1], { context }))).message).toContain(expected);
  expect(thrown(() => pool.map(Math.abs, [1], { context })).message).toContain(expected);
  expect(thrown(() => new ThreadPoolExecutor({ context })).message).toContain(expected);
  const wrong = { context: user } as unknown as RunOptions;
  expect((await rejection(pool.run(Math.max, [1], wrong))).message).toContain(expected);
});
