import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtInCatalog } from '../../src/catalog/index.ts';
import type { CatalogEntry } from '../../src/catalog/index.ts';
import { lint } from '../support/eslint.ts';
import { threadTypes } from '../support/thread-types.ts';

/** All that the fix may move to another thread. */
const entries = builtInCatalog.entries.filter(
  ({ module, crossing, receiver, construct, maker }) =>
    module !== 'globalThis' && crossing === 'ok' && receiver === undefined && !construct && !maker,
);

const name = ({ module, export: path }: { module: string; export: string }) => `${module}.${path}`;

// The compiler reads the declarations of Node, and of the packages that are installed here.
describe('the types of toThread', { timeout: 240_000 }, () => {
  it('are those of the direct call, but of the functions that the catalog names', () => {
    const compared = threadTypes(entries, fileURLToPath(new URL('../..', import.meta.url)));
    expect(compared.length).toBeGreaterThan(60);
    expect(compared.map(({ entry }) => entry.module)).toContain('esbuild');
    const isSaid = ({ losesTypes, options }: CatalogEntry) =>
      losesTypes !== undefined || options?.inPlace !== undefined;
    const unsaid = compared.filter(({ entry, lost }) => lost !== undefined && !isSaid(entry));
    expect(unsaid.map(({ entry, lost }) => `${name(entry)}: ${lost ?? ''}`)).toEqual([]);
    const exact = compared.filter(({ entry, lost }) => entry.losesTypes && lost === undefined);
    expect(exact.map(({ entry }) => name(entry))).toEqual([]);
    // It has more overloads than `toThread` knows.
    expect(compared.find(({ entry }) => entry.export === 'generateKeyPairSync')?.lost).toContain(
      'becomes any',
    );
  });
});

describe('a call whose type would be lost', () => {
  const program = (module: string, fn: string, body: string) =>
    `import { ${fn} } from '${module}';\nexport async function f(p: string, given: object) {\n  ${body}\n}\n`;

  it.each([
    ['node:crypto', 'generateKeyPairSync', "return generateKeyPairSync('ed25519');"],
    [
      'node:crypto',
      'generateKeyPairSync',
      "const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 }); return publicKey;",
    ],
    ['which', 'sync', 'return sync(p, { all: true });'],
    ['which', 'sync', 'return sync(p, { path: p, nothrow: true });'],
    ['which', 'sync', 'return sync(p, { ...given });'],
    ['which', 'sync', 'return sync(p, given);'],
    ['load-json-file', 'loadJsonFileSync', 'return loadJsonFileSync(p);'],
    ['load-json-file', 'loadJsonFileSync', 'const config: Config = loadJsonFileSync(p); return config;'],
    ['esbuild', 'buildSync', 'return buildSync({ entryPoints: [p], metafile: true, write: true }).metafile;'],
    ['esbuild', 'transformSync', 'return transformSync(p, { mangleProps: /^_/ }).mangleCache;'],
    ['fflate', 'gunzipSync', 'return gunzipSync(bytes, { dictionary });'],
  ])('is no fix in TypeScript: %s.%s in %s', async (module, fn, body) => {
    const { messages, output } = await lint(program(module, fn, body), { file: 'file.ts', fix: true });
    expect(output).toBeUndefined();
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /so that the type of its result would be lost\.$|the option `\w+`, which may be set/,
      ),
    ]);
    expect(messages[0]?.suggestions?.map(({ messageId }) => messageId)).toContain('wrapInToThread');
  });

  it.each([
    ['file.js', 'node:crypto', 'generateKeyPairSync', "return generateKeyPairSync('ed25519');"],
    ['file.ts', 'node:crypto', 'generateKeyPairSync', "generateKeyPairSync('ed25519');"],
    ['file.ts', 'which', 'sync', 'return sync(p);'],
    ['file.ts', 'which', 'sync', 'return sync(p, { path: p });'],
    ['file.ts', 'load-json-file', 'loadJsonFileSync', 'return loadJsonFileSync<Config>(p);'],
    ['file.ts', 'esbuild', 'transformSync', 'return transformSync(p).code;'],
    ['file.ts', 'fflate', 'gunzipSync', 'return gunzipSync(bytes);'],
    ['file.ts', 'node:fs', 'readFileSync', "return readFileSync(p, { encoding: 'utf8' });"],
  ])('is fixed where it is not: %s, %s.%s in %s', async (file, module, fn, body) => {
    const text = program(module, fn, body).replace(file === 'file.js' ? /: \w+/g : '', '');
    const { messages } = await lint(text, { file });
    expect(messages.map(({ fix }) => fix?.text)).toEqual([expect.stringContaining(`toThread(${fn}`)]);
  });
});

describe('an argument that the function writes into', () => {
  it.each([
    "import { readFileSync } from 'fs'; export async function f(p, buffer) { return readFileSync(p, { buffer }); }",
    "import fs from 'fs'; const options = { buffer: pool }; export async function f(p) { return fs.readFileSync(p, options); }",
    "import fs from 'graceful-fs'; export async function f(p) { return fs.readFileSync(p, { ...given, buffer: pool }); }",
    "import { inflateSync } from 'fflate'; export async function f(p, out) { return inflateSync(p, { out }); }",
    "import { decompressSync } from 'fflate'; export async function f(p, out) { return decompressSync(p, { out }); }",
  ])('keeps the call on its thread: %s', async (text) => {
    const { messages } = await lint(text);
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringContaining('it writes into one of its arguments') as string,
    ]);
    expect(messages[0]?.fix).toBeUndefined();
  });
});
