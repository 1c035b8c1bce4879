import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  getDefaultExecutor,
  runInExecutor,
  setDefaultExecutor,
  ThreadPoolExecutor,
  toThread,
  wait,
} from 'to-thread';
import { collect } from './support/pools.ts';
import { execute } from './support/program.ts';
import { rejection, thrown } from './support/rejection.ts';

test('the default executor is what toThread uses', async () => {
  const before = await toThread(Math.max, 1);
  const executor = getDefaultExecutor();
  expect(executor).toBeInstanceOf(ThreadPoolExecutor);
  expect(getDefaultExecutor()).toBe(executor);
  expect(executor.stats.completed).toBe(1);
  await runInExecutor(null, Math.max, before);
  expect(executor.stats.completed).toBe(2);
});

test('it takes a signal and a time limit', async () => {
  const spin = (): never => {
    for (;;);
  };
  expect((await rejection(getDefaultExecutor().run(spin, [], { timeout: 20 }))).name).toBe('TimeoutError');
  const signal = AbortSignal.timeout(20);
  expect(await rejection(getDefaultExecutor().run(spin, [], { signal }))).toBe(signal.reason);
  expect(await toThread(Math.max, 1, 2)).toBe(2);
});

test('once it is shut down, calls are refused until there is another', async () => {
  const { stdout, stderr, exit } = await execute(['--input-type=module', '--eval', SHUT_DOWN]);
  expect({ stdout, stderr, exit }).toEqual({ stdout: '1 ERR_EXECUTOR_SHUT_DOWN 2 0\n', stderr: '', exit: 0 });
});

const SHUT_DOWN = `
import { getDefaultExecutor, setDefaultExecutor, ThreadPoolExecutor, toThread } from 'to-thread';
const first = getDefaultExecutor();
const result = await toThread(Math.max, 1);
await first.shutdown();
const refused = await toThread(Math.max, 1).catch(({ code }) => code);
setDefaultExecutor(new ThreadPoolExecutor());
console.log(result, refused, await toThread(Math.max, 2), first.stats.workers);
`;

test('what is no executor is shown by how it begins', () => {
  const { message } = thrown(() => {
    setDefaultExecutor(process as never);
  });
  expect(message).toMatch(/^executor must be .+\. Received process \{ .+…\.$/);
  expect(message.length).toBeLessThan(400);
});

describe('what stands in for it and can only submit', () => {
  function standIn(): ReturnType<typeof vi.fn> {
    const before = getDefaultExecutor();
    const submit = vi.fn(async (fn: (...args: unknown[]) => unknown, ...args: unknown[]) =>
      Promise.resolve(fn(...args)),
    );
    setDefaultExecutor({ submit });
    onTestFinished(() => {
      setDefaultExecutor(before);
    });
    return submit;
  }

  test('has the rest of the interface', async () => {
    const submit = standIn();
    const seen = ['here'];
    expect(await toThread(() => seen)).toBe(seen);
    const executor = getDefaultExecutor();
    expect(getDefaultExecutor()).toBe(executor);
    expect(await executor.submit(() => seen)).toBe(seen);
    expect(await executor.run(() => seen, [], { timeout: 1000 })).toBe(seen);
    expect(submit).toHaveBeenCalledTimes(3);
    expect(await collect(executor.map((n: number) => [n, seen], [1, 2], { chunkSize: 2 }))).toEqual([
      [1, seen],
      [2, seen],
    ]);
    const call = executor.call(() => seen);
    expect(call.state).toBe('running');
    expect(await wait([call])).toEqual({ done: [call], pending: [] });
    expect(await call.result).toBe(seen);
    expect(executor.stats).toMatchObject({ running: 0, workers: 0 });
    expect(inspect(executor)).toMatch(/^StandInExecutor \{/);
    await executor.ready();
    await executor.shutdown();
    await executor.terminate();
  });

  test('goes by its options', async () => {
    standIn();
    const executor = getDefaultExecutor();
    const never = (): Promise<never> => new Promise(() => undefined);
    expect((await rejection(executor.run(never, [], { timeout: 5 }))).name).toBe('TimeoutError');
    expect(await rejection(executor.run(never, [], { signal: AbortSignal.abort('no') }))).toBe('no');
    const wrong = executor.run(never, [], { timout: 5 } as { timeout?: number });
    expect((await rejection(wrong))['code']).toBe('ERR_UNKNOWN_OPTION');
    const broken = executor.call(() => {
      throw new RangeError('broken');
    });
    expect(await rejection(broken.result)).toBeInstanceOf(RangeError);
    expect(broken.state).toBe('failed');
  });
});
