/**
 * Every blocking function of the running Node is called directly and through a worker with the same generated
 * arguments, valid and invalid, in a folder of the same content. Results, errors and what is left in the folders
 * have to be the same.
 */
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { ThreadPoolExecutor } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';

type BlockingFunction = (...args: unknown[]) => unknown;

const modules = ['fs', 'child_process', 'crypto', 'zlib'];

/** Not comparable by value. */
const DIFFERENT_EACH_TIME = new Set([
  ...[
    'mkdtempSync',
    'generateKeySync',
    'generateKeyPairSync',
    'generatePrimeSync',
    'randomBytes',
    'randomFillSync',
  ],
  ...['openSync', 'encapsulateSync'],
]);

/** Their results are handles of the thread that made them; the plugin reports these without a fix. */
const HANDLES = new Set(['opendirSync', 'mkdtempDisposableSync', 'openAsBlobSync', 'createZipArchiveSync']);

const functions = modules.flatMap((name) =>
  Object.entries(process.getBuiltinModule(name) as Record<string, unknown>)
    .filter((entry): entry is [string, BlockingFunction] => typeof entry[1] === 'function')
    .filter(([key]) => key.endsWith('Sync') && !HANDLES.has(key))
    .map(([key, fn]) => [`${name}.${key}`, key, fn] as const),
);

test('the list is what this Node has', () => {
  expect(functions.length).toBeGreaterThan(60);
});

/** Argument lists; `@/` stands for the folder. */
const anyArguments = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom('@/file', '@/folder', '@/folder/inner', '@/link', '@/none/at/all', '@/new'),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('utf8', 'hex', 'sha256', 'r', 'w', '', 'true', 'exit 3', 'a\0b'),
    },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(undefined, null, true, -1, 0.5, 512, 10n, NaN) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(
        { recursive: true },
        { encoding: 'utf8' },
        { encoding: 'wrong' },
        { withFileTypes: true },
        { bigint: true },
        { throwIfNoEntry: false },
        { force: true, recursive: true },
        { stdio: 'pipe', timeout: 5000 },
        [],
        ['a', 1],
        new Date(0),
        new URL('https://example.org/'),
      ),
    },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{0,8}$/).map(unpooled) },
  ),
  { maxLength: 4 },
);

/** Pooled Buffers have an `offset`, which `readSync` takes for an option when it is given one as its options. */
function unpooled(text: string): Buffer {
  return Buffer.alloc(text.length, text);
}

test.each(functions)('%s', { timeout: 60_000 }, async (_title, name, fn) => {
  await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
  const root = temporaryFolder();
  const template = join(root, 'template');
  const folder = join(root, 'folder');
  makeFolder(template);
  const home = process.cwd();
  onTestFinished(() => {
    process.chdir(home);
  });
  const inFreshFolder = async (call: () => unknown): Promise<unknown> => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(template, folder, { recursive: true, verbatimSymlinks: true });
    // What looks like a relative path stays in here too.
    process.chdir(folder);
    return {
      ...(await outcome(call, name)),
      left: name.startsWith('mkdtemp') ? undefined : contents(folder),
    };
  };
  await fc.assert(
    fc.asyncProperty(anyArguments, async (generated) => {
      const args = generated.map((argument) =>
        typeof argument === 'string' ? argument.replace('@', folder) : argument,
      );
      const direct = await inFreshFolder(() => fn(...args));
      const threaded = await inFreshFolder(() => pool.submit(fn, ...(args as [])));
      expect(threaded).toEqual(direct);
    }),
    { numRuns: 30 },
  );
});

function makeFolder(folder: string): void {
  mkdirSync(join(folder, 'folder', 'inner'), { recursive: true });
  writeFileSync(join(folder, 'file'), 'content of the file');
  writeFileSync(join(folder, 'folder', 'deep'), 'deep');
  symlinkSync('file', join(folder, 'link'));
}

/** What a call gave, without what differs from call to call. */
async function outcome(call: () => unknown, name: string): Promise<object> {
  try {
    const value = await call();
    if (name === 'openSync') closeSync(value as number);
    return { returned: DIFFERENT_EACH_TIME.has(name) ? typeof value : comparable(value) };
  } catch (error) {
    return { threw: comparable(error), text: String(error) };
  }
}

const VARYING = /^(?:ino|pid|[amc]time|birthtime|dev|stack|bfree|bavail|ffree)(?:Ms|Ns)?$/;

/** The value with the prototypes of all objects in it, but without times and the like. */
function comparable(value: unknown, seen = new Set<unknown>()): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || seen.has(value)) return value;
  seen.add(value);
  const entries = Object.getOwnPropertyNames(value)
    .filter((key) => !VARYING.test(key))
    .map((key) => [key, comparable((value as Record<string, unknown>)[key], seen)] as const);
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Node's own errors are of hidden classes, which cannot be had elsewhere; what they show can.
  const kind = value instanceof Error ? value.constructor.name : idOf(prototype);
  return { kind, ...Object.fromEntries(entries) };
}

const ids = new Map<object | null, number>();

function idOf(prototype: object | null): number {
  if (!ids.has(prototype)) ids.set(prototype, ids.size);
  return ids.get(prototype) ?? -1;
}

/** All files and their contents. */
function contents(folder: string): unknown {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return [path, readlinkSync(path)];
      return [path, statSync(path).mode, entry.isFile() ? readFileSync(path, 'latin1') : ''];
    })
    .sort();
}
