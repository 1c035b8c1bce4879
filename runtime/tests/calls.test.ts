import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { asCompleted, ProcessPoolExecutor, ThreadPoolExecutor, wait, type Call } from 'to-thread';
import { collect, gate, open, threads } from './support/pools.ts';
import { execute } from './support/program.ts';
import { rejection } from './support/rejection.ts';
import { until } from './support/until.ts';

describe.each([
  ['ThreadPoolExecutor', ThreadPoolExecutor],
  ['ProcessPoolExecutor', ProcessPoolExecutor],
])('a call of a %s', (_name, Pool) => {
  test('says how it is, until it has returned or thrown', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const good = pool.call(Math.max, 1, 2);
    const bad = pool.call(JSON.parse, '{');
    expect(bad.state).toBe('waiting');
    expect(await good.result).toBe(2);
    expect(good.state).toBe('completed');
    expect((await rejection(bad.result)).name).toBe('SyntaxError');
    expect(bad.state).toBe('failed');
    for (const call of [good, bad]) {
      expect(call.cancel()).toBe(false);
      call.abort();
    }
    expect([good.state, bad.state]).toEqual(['completed', 'failed']);
    expect(pool.stats).toMatchObject({ completed: 1, failed: 1, aborted: 0 });
  });

  test('can be cancelled while it waits', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const first = pool.call((milliseconds: number) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    }, 50);
    await until(() => pool.stats.running === 1);
    const waiting = pool.call(Math.max, 1);
    expect(waiting.cancel()).toBe(true);
    expect(waiting.state).toBe('aborted');
    expect(waiting.cancel()).toBe(false);
    const error = await rejection(waiting.result);
    expect([error.name, error.message]).toEqual(['AbortError', 'Math.max was cancelled before it began.']);
    await first.result;
    expect(pool.stats).toMatchObject({ completed: 1, aborted: 1, replaced: 0 });
  });

  test('is not cancelled once it runs, but can be aborted', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const call = pool.call(() => {
      for (;;);
    });
    await until(() => pool.stats.running === 1);
    expect([call.state, call.cancel(), call.state]).toEqual(['running', false, 'running']);
    call.abort('enough');
    expect(call.state).toBe('aborted');
    call.abort('again');
    expect(await rejection(call.result)).toBe('enough');
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
    expect(pool.stats).toMatchObject({ aborted: 1, replaced: 1 });
  });
});

describe('a call', () => {
  test('that a worker has been given, and not begun, can be cancelled', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const first = pool.call(Atomics.wait, shared, 0, 0);
    const calls = Array.from({ length: 20 }, (_, n) => pool.call(Math.max, n));
    await until(() => pool.stats.running === 1);
    expect(calls.map(({ state }) => state)).toEqual(calls.map(() => 'waiting'));
    const cancelled = calls.filter((_, n) => n % 2 === 0).map((call) => call.cancel());
    expect(cancelled).toEqual(cancelled.map(() => true));
    open(shared);
    await wait([first, ...calls]);
    expect(calls.map(({ state }) => state)).toEqual(
      calls.map((_, n) => (n % 2 === 0 ? 'aborted' : 'completed')),
    );
  });

  test('can be stopped before its function has been found, or the initializer', async () => {
    const pool = threads({ initializer: () => undefined });
    const [cancelled, aborted] = [pool.call(Math.max, 1), pool.call(Math.max, 2)];
    expect(cancelled.cancel()).toBe(true);
    aborted.abort();
    expect((await rejection(cancelled.result)).message).toContain('was cancelled before it began');
    expect((await rejection(aborted.result)).message).toBe('Math.max was aborted.');
    expect([cancelled.state, aborted.state]).toEqual(['aborted', 'aborted']);
    expect(await pool.submit(Math.max, 3)).toBe(3);
    expect(pool.stats.completed).toBe(1);
  });

  test('that is wrong fails, as submit would', async () => {
    const pool = threads();
    const limit = 2;
    const wrong = pool.call((n: number) => n + limit, 1);
    expect((await rejection(wrong.result))['code']).toBe('ERR_CAPTURED_VARIABLE');
    expect(wrong.state).toBe('failed');
  });

  test('that runs in this thread, as mocks do, cannot be stopped', async () => {
    const pool = threads();
    let resolve: (value: number) => void = () => undefined;
    const promise = new Promise<number>((fulfil) => {
      resolve = fulfil;
    });
    const call = pool.call(vi.fn(() => promise));
    expect([call.state, call.cancel()]).toEqual(['running', false]);
    call.abort();
    resolve(5);
    expect(await call.result).toBe(5);
    expect(call.state).toBe('completed');
  });

  test('is aborted by the end of its executor', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const running = pool.call(Atomics.wait, shared, 0, 0);
    await until(() => running.state === 'running');
    const waiting = pool.call(Math.max, 1);
    const ended = pool.shutdown({ cancelPending: true });
    expect([running.state, waiting.state]).toEqual(['running', 'aborted']);
    await rejection(waiting.result);
    open(shared);
    await ended;
    expect(running.state).toBe('completed');
  });

  test('reads well when it is printed', async () => {
    const pool = threads({ name: 'resizer' });
    const call = pool.call(Math.max, 1);
    await call.result;
    expect(inspect(call)).toBe("Call { name: 'Math.max', state: 'completed' }");
    expect(inspect(pool)).toMatch(/^ThreadPoolExecutor \{\n {2}name: 'resizer',\n {2}completed: 1,/);
  });

  test('that has failed can be looked at later; one that nobody looks at is warned of', async () => {
    const { stdout, stderr, exit } = await execute(['--expose-gc', '--input-type=module', '--eval', UNSEEN]);
    expect({ stdout, exit }).toEqual({
      stdout: 'aborted aborted failed failed BAD\nunhandled BAD\n',
      exit: 0,
    });
    const warnings = stderr.split('\n').filter((line) => line.includes('ToThreadWarning'));
    expect(warnings).toEqual([
      expect.stringMatching(
        /ToThreadWarning: fail failed, and nobody looked at the result of the call: Error$/,
      ),
    ]);
  });
});

const UNSEEN = `
import { asCompleted, ThreadPoolExecutor, wait } from 'to-thread';
process.on('unhandledRejection', ({ code }) => console.log('unhandled', code));
const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
const fail = () => { throw Object.assign(new Error(), { code: 'BAD' }); };
const later = async () => {
  await wait([pool.call(Math.max, 1)]);
  await new Promise((resolve) => setTimeout(resolve, 5));
};
await (async () => {
  const [cancelled, aborted, ...calls] = Array.from({ length: 5 }, () => pool.call(fail));
  cancelled.cancel();
  aborted.abort();
  await later();
  const [waited, completed, looked] = calls;
  await wait([waited]);
  for await (const call of asCompleted([completed]));
  const { code } = await looked.result.catch((error) => error);
  console.log(cancelled.state, aborted.state, waited.state, completed.state, code);
})();
// This one is looked at, and its rejection is not handled.
pool.call(fail).result;
await later();
await (async () => {
  pool.call(fail);
  await later();
})();
for (let turns = 0; turns < 5; turns++) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  gc();
}
await new Promise((resolve) => setTimeout(resolve, 20));
`;

describe('wait', () => {
  function three(): { pool: ThreadPoolExecutor; calls: Call<unknown>[]; gates: Int32Array[] } {
    const pool = threads({ maxWorkers: 3 });
    const gates = [gate(), gate(), gate()];
    const work = (shared: Int32Array, fails: boolean): number => {
      Atomics.wait(shared, 0, 0);
      if (fails) throw new RangeError('failed');
      return 1;
    };
    const calls = gates.map((shared, n) => pool.call(work, shared, n === 1));
    return { pool, calls, gates };
  }
  const at = <T>(list: readonly T[], position: number): T => list[position] as T;

  test('for all, for the first, and for the first failure', async () => {
    const { calls, gates } = three();
    const [all, first, failure] = [
      wait(calls),
      wait(calls, { until: 'first' }),
      wait(calls, { until: 'firstError' }),
    ];
    open(at(gates, 2));
    expect(await first).toEqual({ done: [calls[2]], pending: [calls[0], calls[1]] });
    open(at(gates, 1));
    expect(await failure).toEqual({ done: [calls[1], calls[2]], pending: [calls[0]] });
    open(at(gates, 0));
    expect(await all).toEqual({ done: calls, pending: [] });
    expect(await wait(calls, { until: 'first' })).toEqual({ done: calls, pending: [] });
  });

  test('for a failure that does not come is for all, and what was aborted has not failed', async () => {
    const { calls, gates } = three();
    const failure = wait(calls, { until: 'firstError' });
    await until(() => at(calls, 1).state === 'running');
    at(calls, 1).abort();
    open(at(gates, 0));
    open(at(gates, 2));
    expect((await failure).done).toEqual(calls);
  });

  test('ends with its time, and the calls go on', async () => {
    const { pool, calls, gates } = three();
    expect(await wait(calls, { timeout: 10 })).toEqual({ done: [], pending: calls });
    expect(await wait(calls, { timeout: 0, until: 'first' })).toEqual({ done: [], pending: calls });
    gates.forEach(open);
    expect((await wait(calls, { timeout: 60_000 })).pending).toEqual([]);
    expect(pool.stats.aborted).toBe(0);
  });

  test('for none, for one that is there several times, and for calls of several executors', async () => {
    expect(await wait([])).toEqual({ done: [], pending: [] });
    const calls = [threads().call(Math.max, 1), threads().call(Math.min, 2)] as const;
    expect((await wait(new Set(calls))).done).toEqual(calls);
    expect((await wait([calls[0], calls[1], calls[0]])).done).toEqual(calls);
  });

  test('refuses what is wrong', async () => {
    const call = threads().call(Math.max, 1);
    const anyWait = wait as (...args: unknown[]) => Promise<unknown>;
    const messages = await Promise.all(
      [
        [call],
        [[call, call.result]],
        [[call], { until: 'last' }],
        [[call], { timeout: -1 }],
        [[call], { timeout: NaN }],
        [[call], { signal: AbortSignal.abort() }],
      ].map(async (args) => (await rejection(anyWait(...args))).message),
    );
    expect(messages).toEqual([
      expect.stringContaining('calls must be an iterable of what call() of an executor gives'),
      expect.stringContaining('calls[1] must be what call() of an executor gives. Received Promise'),
      "options.until must be 'first', 'firstError' or 'all'. Received 'last'.",
      'options.timeout must be a number of milliseconds. Received -1.',
      'options.timeout must be a number of milliseconds. Received NaN.',
      'options.signal is no option. There are: until, timeout.',
    ]);
    await call.result;
  });
});

describe('asCompleted', () => {
  const hold = (shared: Int32Array): number => {
    Atomics.wait(shared, 0, 0);
    return 1;
  };

  test('gives calls in the order in which they end, each once', async () => {
    const pool = threads({ maxWorkers: 3 });
    const gates = [gate(), gate(), gate()];
    const calls = gates.map((shared) => pool.call(hold, shared));
    const seen: number[] = [];
    const order = [2, 0, 1];
    const openNext = (): void => {
      const shared = gates[order[seen.length] ?? -1];
      if (shared) open(shared);
    };
    openNext();
    for await (const call of asCompleted([...calls, ...calls])) {
      seen.push(calls.indexOf(call));
      expect(call.state).toBe('completed');
      openNext();
    }
    expect(seen).toEqual(order);
    expect(await collect(asCompleted(calls))).toHaveLength(3);
    expect(await collect(asCompleted([]))).toEqual([]);
  });

  test('holds no call that it has given', async () => {
    const { stdout, stderr } = await execute(['--expose-gc', '--input-type=module', '--eval', HOLDING]);
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  test('gives those, too, that fail or are stopped', async () => {
    const pool = threads();
    const calls = [pool.call(JSON.parse, '{'), pool.call(Math.max, 1)];
    calls[1]?.abort();
    expect(new Set(await collect(asCompleted(calls)))).toEqual(new Set(calls));
  });

  test('has a time limit from when it was called, and does nothing to the calls', async () => {
    const pool = threads({ maxWorkers: 2 });
    const shared = gate();
    const calls = [pool.call(Math.max, 1), pool.call(hold, shared)] as const;
    await calls[0].result;
    const seen: unknown[] = [];
    const late = await rejection(
      (async () => {
        for await (const call of asCompleted(calls, { timeout: 10 })) seen.push(call);
      })(),
    );
    expect([late.name, late.message]).toEqual(['TimeoutError', 'The calls were not completed within 10 ms.']);
    expect(seen).toEqual([calls[0]]);
    for await (const call of asCompleted(calls)) {
      expect(call).toBe(calls[0]);
      break;
    }
    open(shared);
    expect(await calls[1].result).toBe(1);
  });
});

/** Counts calls that have been given, and are still there. */
const HOLDING = `
import { asCompleted, ThreadPoolExecutor } from 'to-thread';
const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
const given = [];
let most = 0;
for await (const call of asCompleted(Array.from({ length: 10 }, (_, n) => pool.call(Math.abs, n)))) {
  given.push(new WeakRef(call));
  await new Promise((resolve) => setTimeout(resolve, 2));
  gc();
  most = Math.max(most, given.slice(0, -1).filter((each) => each.deref()).length);
}
console.log(most);
`;
