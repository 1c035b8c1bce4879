import { execSync } from 'node:child_process';
import { AssertionError, deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toThread } from 'to-thread';
import { rejection, thrown } from './support/rejection.ts';

test('ENOENT is the error that the direct call throws', async () => {
  const error = await rejection(toThread(readFileSync, '/no/such/file'));
  const direct = thrown(() => readFileSync('/no/such/file'));
  expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
  expect(error.message).toBe(direct.message);
  deepStrictEqual(error, direct);
});

test('an invalid argument is reported as by the direct call', async () => {
  const call = { size: 'x' } as unknown as number;
  const error = await rejection(toThread(readFileSync, call));
  const direct = thrown(() => readFileSync(call));
  expect(error).toBeInstanceOf(TypeError);
  expect(error['code']).toBe('ERR_INVALID_ARG_TYPE');
  expect(error.message).toBe(direct.message);
});

test('a failed child process brings status, signal, pid and output', async () => {
  const error = await rejection(toThread(execSync, 'echo out; echo err >&2; exit 3', { stdio: 'pipe' }));
  expect(error).toMatchObject({ status: 3, signal: null });
  expect(error['pid']).toEqual(expect.any(Number));
  expect(String(error['stdout'])).toBe('out\n');
  expect(Buffer.isBuffer(error['stderr'])).toBe(true);
  expect(error['output']).toHaveLength(3);
});

describe('classes', () => {
  test('known by name only', async () => {
    const error = await rejection(
      toThread(() => {
        class QuotaError extends TypeError {
          override name = 'QuotaError';
        }
        throw new QuotaError('full');
      }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error.name).toBe('QuotaError');
    expect(error.constructor.name).toBe('QuotaError');
  });

  test('AggregateError with its errors', async () => {
    const error = await rejection(
      toThread(() => {
        throw new AggregateError([new RangeError('a'), 'b'], 'both');
      }),
    );
    expect(error).toBeInstanceOf(AggregateError);
    expect(error['errors']).toEqual([new RangeError('a'), 'b']);
  });

  test('DOMException', async () => {
    const error = await rejection(toThread(structuredClone, 1, { transfer: [1 as unknown as ArrayBuffer] }));
    expect(error).toBeInstanceOf(TypeError);
    const refused = await rejection(
      toThread(() => {
        throw new DOMException('no', 'NotFoundError');
      }),
    );
    expect(refused).toBeInstanceOf(DOMException);
    expect([refused.name, refused['code']]).toEqual(['NotFoundError', 8]);
  });

  test('of Node', async () => {
    const error = await rejection(toThread(ok, false, 'not so'));
    expect(error.name).toBe('AssertionError');
    expect(error['code']).toBe('ERR_ASSERTION');
    expect(new AssertionError({ message: '' }).code).toBe('ERR_ASSERTION');
  });
});

test.each([
  ['a string', "'text'", 'text'],
  ['null', 'null', null],
  ['undefined', 'undefined', undefined],
])('what is thrown may be %s', async (_name, text, value) => {
  const thrower = {
    "'text'": () => {
      throw 'text'; // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case
    },
    null: () => {
      throw null; // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case
    },
    undefined: () => {
      throw undefined; // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case
    },
  }[text];
  expect(await rejection(toThread(thrower as () => void))).toBe(value);
});

test('the stack leads from the worker to the caller that awaits', async () => {
  async function callerFunction(): Promise<unknown> {
    return await toThread(readFileSync, '/no/such/file');
  }
  const { stack = '' } = await rejection(callerFunction());
  expect(stack).toMatch(
    /^Error: ENOENT: no such file or directory, open '\/no\/such\/file'\n\s+at .*openSync/,
  );
  expect(stack).toContain('callerFunction');
  expect(stack).not.toContain('to-thread:worker');
  expect(stack).not.toContain('data:');
});

test('an error keeps what it can when a property cannot cross', async () => {
  const error = await rejection(
    toThread(() => {
      throw Object.assign(new Error('with a function'), { code: 'E', retry: () => undefined });
    }),
  );
  expect(error).toMatchObject({ message: 'with a function', code: 'E' });
});
