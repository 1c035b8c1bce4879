import { AssertionError, deepStrictEqual, ok, strictEqual } from 'node:assert';
import { execSync } from 'node:child_process';
import { createHash, createPrivateKey, scryptSync } from 'node:crypto';
import { readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { runInThisContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ThreadPoolExecutor, toThread } from 'to-thread';
import { rejection, thrown } from './support/rejection.ts';

const functionOf = (body: string): unknown => runInThisContext(`(() => {${body}\n})`);

const wrongPath = { size: 'x' } as unknown as string;

test.each<[string, (...args: never[]) => unknown, unknown[]]>([
  ['ENOENT', readFileSync, ['/no/such/file']],
  ['ERR_INVALID_ARG_TYPE', readFileSync, [wrongPath]],
  ['ERR_INVALID_ARG_VALUE', readFileSync, ['/', 'no-such-encoding']],
  ['ERR_OUT_OF_RANGE', readSync, [0, Buffer.alloc(1), 5, 5]],
  ['of zlib', gunzipSync, [Buffer.from('not zipped')]],
  ['of OpenSSL', createPrivateKey, ['not a key']],
  ['of an unknown hash', createHash, ['no-such-hash']],
  ['of scrypt', scryptSync, ['password', 'salt', 8, { N: 3 }]],
  ['of a parser', JSON.parse, ['{']],
  ['of an assertion', strictEqual, [1, 2]],
  ['a DOMException', atob, ['%']],
])('%s: the error equals that of the direct call, prototype included', async (_name, fn, args) => {
  const call = fn as (...all: unknown[]) => unknown;
  const error = await rejection(toThread(call, ...args));
  const direct = thrown(() => call(...args));
  expect(Object.getPrototypeOf(error)).toBe(Object.getPrototypeOf(direct));
  expect(String(error)).toBe(String(direct));
  deepStrictEqual(error, direct);
});

test('a class that Node hides is stood in for: same name, code, text and properties', async () => {
  const error = await rejection(toThread(rmSync, tmpdir()));
  const direct = thrown(() => {
    rmSync(tmpdir());
  });
  expect(error).toBeInstanceOf(Error);
  expect(error.constructor.name).toBe(direct.constructor.name);
  expect(String(error)).toBe(String(direct));
  expect(Object.entries(error)).toEqual(Object.entries(direct));
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

  test('SuppressedError, with what was suppressed and the chain of causes', async () => {
    const error = await rejection(
      toThread(() => {
        const cause = new TypeError('why', { cause: new RangeError('deep') });
        const first = new Error('first', { cause });
        const Class = (Object.getOwnPropertyDescriptor(globalThis, 'SuppressedError')?.value ??
          Error) as ErrorConstructor;
        const second = new Class('second');
        throw Object.assign(second, { error: new SyntaxError('later'), suppressed: first });
      }),
    );
    expect(error.constructor.name).toBe('SuppressedError' in globalThis ? 'SuppressedError' : 'Error');
    expect(error['error']).toBeInstanceOf(SyntaxError);
    const { cause } = error['suppressed'] as Error;
    expect(cause).toBeInstanceOf(TypeError);
    expect((cause as Error).cause).toEqual(new RangeError('deep'));
  });

  test('an error that is its own cause', async () => {
    const error = await rejection(
      toThread(() => {
        const cyclic = new Error('cyclic');
        throw Object.assign(cyclic, { cause: cyclic });
      }),
    );
    expect(error.cause).toBe(error);
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
    expect(error).toBeInstanceOf(AssertionError);
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

test('the stack of the worker is whole where stacks have no frames', async () => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const { stack = '' } = await rejection(toThread(readFileSync, '/no/such/file'));
    expect(stack).toMatch(/^Error: ENOENT.*\n(?:\s+at .*\d\)?(?:\n|$))+$/);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
});

test('what is thrown may be an object without a prototype', async () => {
  const thrower = (): never => {
    throw Object.assign(Object.create(null) as object, { code: 'E' }); // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case
  };
  const error = await rejection(toThread(thrower));
  expect(Object.getPrototypeOf(error)).toBeNull();
  expect(error['code']).toBe('E');
});

test('an error without a prototype', async () => {
  const error = await rejection(
    toThread(() => {
      throw Object.setPrototypeOf(Object.assign(new Error('bare'), { code: 'E' }), null) as Error;
    }),
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ message: 'bare', code: 'E' });
});

test('an error keeps what it can when a property cannot cross', async () => {
  const error = await rejection(
    toThread(() => {
      throw Object.assign(new Error('with a function'), { code: 'E', retry: () => undefined });
    }),
  );
  expect(error).toMatchObject({ message: 'with a function', code: 'E' });
});

test('nor does it matter that a property cannot even be read', async () => {
  const thrower = (): never => {
    const unreadable = {
      get: (): never => {
        throw new Error('not now');
      },
    };
    throw Object.defineProperty(
      Object.assign(new TypeError('with a getter'), { code: 'E' }),
      'x',
      unreadable,
    );
  };
  expect(await rejection(toThread(thrower))).toMatchObject({ message: 'with a getter', code: 'E' });
});

test('a stack need not be a text, in a worker or here', async () => {
  const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
  const thrower = (): never => {
    Error.prepareStackTrace = (_error, sites) => sites;
    throw new RangeError('structured');
  };
  expect(await rejection(executor.submit(thrower))).toMatchObject({
    name: 'RangeError',
    message: 'structured',
  });
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_error, sites) => sites;
  const { name } = await rejection(executor.submit(JSON.parse, '{')).finally(() => {
    Error.prepareStackTrace = prepareStackTrace;
  });
  expect(name).toBe('SyntaxError');
  await executor.shutdown();
  expect(executor.stats.replaced).toBe(0);
});

test('a message of very many lines costs no more than any other of its length', async () => {
  const lengths = ['\n'.repeat(200_000), '\n   '.repeat(200_000)];
  for (const message of lengths) {
    const error = await rejection(
      toThread((text: string) => {
        throw new Error(text);
      }, message),
    );
    expect(error.message).toBe(message);
    expect(error.stack).not.toContain('to-thread:worker');
  }
});

/** Errors of functions that inherit from `Error` as programs did before there were classes. */
const OLD = {
  'util.inherits': `const { inherits } = process.getBuiltinModule('util');
    function Failure(message) { Error.call(this); Error.captureStackTrace(this, Failure); this.message = message; }
    inherits(Failure, Error); Failure.prototype.name = 'Failure';`,
  'Object.create and a constructor': `
    function Failure(message) { Error.call(this, message); Error.captureStackTrace(this, this.constructor); this.name = 'Failure'; this.message = message; }
    Failure.prototype = Object.create(Error.prototype); Failure.prototype.constructor = Failure;`,
  'Object.create alone': `
    function Failure(message) { this.name = 'Failure'; this.message = message; this.stack = new Error(message).stack; }
    Failure.prototype = Object.create(Error.prototype);`,
  'an error as the prototype': `
    function Failure(message) { this.message = message; this.stack = new Error(message).stack; }
    Failure.prototype = new Error(); Failure.prototype.name = 'Failure';`,
  'a TypeError': `
    function Failure(message) { this.name = 'Failure'; this.message = message; Error.captureStackTrace(this); }
    Failure.prototype = Object.create(TypeError.prototype, { constructor: { value: Failure } });`,
  'two generations': `
    function Base() {} Base.prototype = Object.create(Error.prototype, { constructor: { value: Base } });
    function Failure(message) { this.name = 'Failure'; this.message = message; Error.captureStackTrace(this); }
    Failure.prototype = Object.create(Base.prototype, { constructor: { value: Failure } });`,
  'an error of another realm': `
    const Error = process.getBuiltinModule('vm').runInNewContext('Error');
    function Failure(message) { this.name = 'Failure'; this.message = message; this.stack = new Error(message).stack; }
    Failure.prototype = Object.create(Error.prototype, { constructor: { value: Failure } });`,
};

test.each(Object.entries(OLD))('an error that inherits by %s', async (_name, text) => {
  const thrower = functionOf(
    `${text} const error = new Failure('not so'); error.code = 'E_NOT'; error.retry = () => 1; throw error;`,
  ) as () => never;
  const error = await rejection(toThread(thrower));
  const direct = thrown(thrower);
  expect(error).toBeInstanceOf(Error);
  expect(error instanceof TypeError).toBe(direct instanceof TypeError);
  expect(error).toMatchObject({ name: 'Failure', message: 'not so', code: 'E_NOT' });
  expect(error.stack).toMatch(/not so|Failure/);
  expect(String(error)).toBe(String(direct));
  expect(Object.keys(error)).toEqual(Object.keys(direct).filter((key) => key !== 'stack'));
});

test('an error that its class gives the message', async () => {
  const thrower = (): never => {
    class Full extends Error {
      override get message(): string {
        return 'full';
      }
    }
    throw new Full();
  };
  expect(await rejection(toThread(thrower))).toMatchObject({ message: 'full' });
});

test('an error without a stack has none', async () => {
  const thrower = functionOf(`function Failure() { this.message = 'm'; }
    Failure.prototype = Object.create(Error.prototype); throw new Failure();`) as () => never;
  expect((await rejection(toThread(thrower))).stack).toBe(thrown(thrower).stack);
});

test.each([
  [
    'an instance of a class',
    `class Failure { name = 'Failure'; message = 'm'; code = 'E'; stack = 'at x' } throw new Failure()`,
  ],
  ['one without a name', `class Failure { message = 'm'; code = 'E'; stack = 'at x' } throw new Failure()`],
  [
    'a Proxy of an error',
    `throw new Proxy(Object.assign(new Error('m'), { name: 'Failure', code: 'E' }), {})`,
  ],
  [
    'an object with a function',
    `throw { name: 'Failure', message: 'm', code: 'E', stack: 'at x', retry() {} }`,
  ],
  [
    'an error whose toString fails',
    `throw Object.assign(new Error('m'), { name: 'Failure', code: 'E', toString() { throw 1 } })`,
  ],
  [
    'an error whose properties fail',
    `throw Object.defineProperty(Object.assign(new Error('m'), { name: 'Failure', code: 'E' }), 'constructor', { get() { throw 1 } })`,
  ],
])('%s that cannot cross gives name, message, code and stack', async (_name, text) => {
  const thrower = functionOf(text) as () => void;
  const error = await rejection(toThread(thrower));
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'Failure', message: 'm', code: 'E' });
  // A Proxy of an error shows none here either.
  if (thrown(thrower).stack !== undefined) expect(error.stack).toMatch(/\bat /);
});

test.each([
  ['a function', 'throw () => 1'],
  ['a symbol', 'throw Symbol.iterator'],
])('%s that is thrown is refused', async (_name, text) => {
  const error = await rejection(toThread(functionOf(text) as () => void));
  expect(error).toMatchObject({ name: 'DataCloneError', code: 'ERR_CANNOT_CROSS' });
});
