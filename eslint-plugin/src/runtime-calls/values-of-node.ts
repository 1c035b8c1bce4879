import { isBuiltin } from 'node:module';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../detect/export-path.ts';

/**
 * What Node and the language give that cannot cross to a worker, by how it is made. A path is that of an export or a global, with steps for calls and constructions.
 */

/** A value that cannot cross, in the words of the runtime. */
export interface Uncloneable {
  readonly reason: string;
  readonly isPromise?: true;
  /** Whether it may be handed over. */
  readonly transferable?: true;
}

const PLAIN_ONLY = 'and only plain data keeps its behaviour in another thread';

export const FUNCTION: Uncloneable = { reason: 'it is a function' };
export const PROMISE: Uncloneable = { ...instance('Promise'), isPromise: true };
const SYMBOL: Uncloneable = { reason: 'it is a symbol' };

/** An instance of a class that is not cloned. */
export function instance(name: string): Uncloneable {
  return { reason: `it is an instance of ${name}, ${PLAIN_ONLY}` };
}

/** An iterator that a generator function gives. */
export const GENERATOR: Uncloneable = { reason: `it is a generator, ${PLAIN_ONLY}` };

/** Classes among the globals. */
const CLASSES = new Set([
  ...['AbortController', 'CompressionStream', 'DecompressionStream', 'Event', 'EventTarget', 'FormData'],
  ...['FinalizationRegistry', 'Headers', 'MessageChannel', 'Request', 'Response', 'TextDecoder'],
  ...['TextEncoder', 'WeakMap', 'WeakRef', 'WeakSet', 'WebSocket'],
]);
const TRANSFERABLE_CLASSES = new Set(['ReadableStream', 'TransformStream', 'WritableStream']);

/** Classes of Node's modules. */
const MODULE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  async_hooks: ['AsyncLocalStorage', 'AsyncResource'],
  events: ['EventEmitter'],
  http: ['Agent', 'Server'],
  https: ['Agent', 'Server'],
  net: ['Server', 'Socket'],
  sqlite: ['DatabaseSync'],
  stream: ['Duplex', 'PassThrough', 'Readable', 'Transform', 'Writable'],
  worker_threads: ['MessageChannel', 'Worker'],
};

/** Functions of Node's modules, and the class of what they give. */
export const MAKERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  child_process: {
    exec: 'ChildProcess',
    execFile: 'ChildProcess',
    fork: 'ChildProcess',
    spawn: 'ChildProcess',
  },
  crypto: {
    createCipheriv: 'Cipheriv',
    createDecipheriv: 'Decipheriv',
    createHash: 'Hash',
    createHmac: 'Hmac',
    createSign: 'Sign',
    createVerify: 'Verify',
  },
  fs: { createReadStream: 'ReadStream', createWriteStream: 'WriteStream', opendirSync: 'Dir' },
  http: { createServer: 'Server' },
  https: { createServer: 'Server' },
  net: { createServer: 'Server' },
  readline: { createInterface: 'Interface' },
  zlib: { createDeflate: 'Deflate', createGunzip: 'Gunzip', createGzip: 'Gzip', createInflate: 'Inflate' },
};

/** Globals that give something when they are called. */
const GLOBAL_MAKERS: Readonly<Record<string, Uncloneable>> = {
  Symbol: SYMBOL,
  'Symbol.for': SYMBOL,
  fetch: PROMISE,
  setImmediate: instance('Immediate'),
  setInterval: instance('Timeout'),
  setTimeout: instance('Timeout'),
  'AbortSignal.any': instance('AbortSignal'),
  'AbortSignal.timeout': instance('AbortSignal'),
};
const WELL_KNOWN_SYMBOL =
  /^Symbol\.(?:asyncIterator|hasInstance|iterator|match|replace|search|split|toPrimitive|toStringTag)$/;
const PROMISE_MAKER = /^Promise\.(?:all|allSettled|any|race|reject|resolve|try)$/;
/** What gives promises in `fs/promises`; the others give iterators. */
const PROMISED = {
  'fs/promises': /^(?!watch$|glob$|constants\b)\w+$/,
  'timers/promises': /^set(?:Immediate|Timeout)$/,
};

const STANDARD_STREAM = /^process\.(?:stdin|stdout|stderr)$/;

/** What is at a path, if it is known not to cross. */
export function uncloneable(module: string, path: readonly string[]): Uncloneable | undefined {
  const steps = path[0] === 'default' && isBuiltin(module) ? path.slice(1) : path;
  const last = steps.at(-1);
  const name = steps.slice(0, -1).join('.');
  if (last === NEW_STEP) return made(module, path.length === 2 && name === '' ? 'default' : name);
  if (last === CALL_STEP) return given(module, name);
  const whole = [...(module === GLOBAL_MODULE ? [] : [module]), ...steps].join('.');
  if (STANDARD_STREAM.test(whole)) return { reason: `it is a stream, ${PLAIN_ONLY}` };
  return module === GLOBAL_MODULE && WELL_KNOWN_SYMBOL.test(whole) ? SYMBOL : undefined;
}

function made(module: string, name: string): Uncloneable | undefined {
  if (module !== GLOBAL_MODULE) {
    const className = module === 'events' && name === 'default' ? 'EventEmitter' : name;
    return MODULE_CLASSES[module]?.includes(className) ? instance(className) : undefined;
  }
  if (name === 'Promise') return PROMISE;
  if (TRANSFERABLE_CLASSES.has(name)) return { ...instance(name), transferable: true };
  return CLASSES.has(name) ? instance(name) : undefined;
}

function given(module: string, name: string): Uncloneable | undefined {
  if (module === GLOBAL_MODULE) {
    return PROMISE_MAKER.test(name)
      ? PROMISE
      : Object.hasOwn(GLOBAL_MAKERS, name)
        ? GLOBAL_MAKERS[name]
        : undefined;
  }
  const [home, member] =
    module === 'fs' && name.startsWith('promises.')
      ? ['fs/promises', name.slice('promises.'.length)]
      : [module, name];
  if (home === 'fs/promises' || home === 'timers/promises') {
    return PROMISED[home].test(member) ? PROMISE : undefined;
  }
  if (home === 'util' && member === 'promisify') return FUNCTION;
  const makers = MAKERS[home];
  const className = makers && Object.hasOwn(makers, member) ? makers[member] : undefined;
  return className === undefined ? undefined : instance(className);
}
