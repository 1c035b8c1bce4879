import { Dirent, getBuiltinModule, statfsSync, statSync } from '../common/node.ts';

/**
 * Objects of classes that Node uses but shows nowhere, or not without loading a module; errors by their code. An
 * object of a class leads to its prototype, and to its symbol keys, which differ between threads.
 */
const makeSample: Record<string, () => unknown> = {
  Stats: () => anyStatus(statSync),
  BigIntStats: () => anyStatus((file) => statSync(file, { bigint: true })),
  StatFs: () => anyStatus(statfsSync),
  // `Dirent` is constructed rather than read, but its declared type has no constructor parameters.
  Dirent: () => Reflect.construct(Dirent, ['', '', 0]) as object,
  // What `globSync` makes of a path without wildcards.
  DirentFromStats: () =>
    anyStatus((file) => getBuiltinModule('fs').globSync(file, { withFileTypes: true })[0] as object),
  AssertionError: () => new (getBuiltinModule('assert').AssertionError)({}),
  // Node has two classes for a code: one of them for what its validators find.
  ERR_INVALID_ARG_TYPE: () => thrown(() => Buffer.from(0 as unknown as string)),
  'ERR_INVALID_ARG_TYPE*': () => thrown(() => Buffer.alloc('' as unknown as number)),
  ERR_INVALID_ARG_VALUE: () => thrown(() => Buffer.alloc(1, '-', 'hex')),
  ERR_OUT_OF_RANGE: () => thrown(() => Buffer.alloc(1).readInt8(1)),
  'ERR_OUT_OF_RANGE*': () => thrown(() => Buffer.alloc(-1)),
};

const samples = new Map<string, unknown>();

/** An object of Node's class of that name, if it is one of the above; made on first use and then kept. */
export function sampleOf(name: string): unknown {
  if (!samples.has(name) && Object.hasOwn(makeSample, name)) samples.set(name, makeSample[name]?.());
  return samples.get(name);
}

/** The name of an object's class; '' if it has none. */
export function classNameOf(value: object): string {
  const { constructor } = value as { constructor?: { readonly name?: unknown } };
  return typeof constructor?.name === 'string' ? constructor.name : '';
}

/** The prototype of the class that has this name in every thread; undefined if there is none. */
export function prototypeNamed(name: string): object | undefined {
  const sample = sampleOf(name);
  if (sample !== undefined) return Object.getPrototypeOf(sample) as object;
  return (globalThis as unknown as Record<string, { prototype?: object } | undefined>)[name]?.prototype;
}

/** Under the permission model most files cannot be read, but those of the program can. */
function anyStatus(look: (file: string) => object): object | undefined {
  for (const file of [process.execPath, process.argv[1] ?? '', '.']) {
    try {
      return look(file);
    } catch {
      // Not this one; try the next.
    }
  }
  return undefined;
}

function thrown(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
