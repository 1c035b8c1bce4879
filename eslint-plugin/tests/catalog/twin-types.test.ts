/**
 * What TypeScript makes of the twins, under the types of Node: of each that is promisified by itself, and of a file
 * in which all kinds of calls are fixed.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { nodeCatalog } from '../../src/catalog/index.ts';
import { fix } from '../support/eslint.ts';
import { typescriptProject } from '../support/project.ts';

const promisified = nodeCatalog.flatMap(({ native, receiver, since }) =>
  native?.style === 'callback' && receiver === undefined && since === undefined ? [native] : [],
);

/** Calls, and what TypeScript takes their values for. */
const text = `import fs from 'node:fs';
import * as crypto from 'node:crypto';
import * as zlib from 'node:zlib';
export async function f(path: string, fd: number, bytes: Buffer, key: crypto.KeyObject): Promise<unknown[]> {
  const text: string = fs.readFileSync(path, 'utf8');
  const content: Buffer = fs.readFileSync(path);
  const isThere: boolean = fs.existsSync(path);
  const stats: fs.Stats = fs.statSync(path);
  const bigStats: fs.BigIntStats = fs.statSync(path, { bigint: true });
  const names: string[] = fs.readdirSync(path);
  const entries: fs.Dirent[] = fs.readdirSync(path, { withFileTypes: true });
  const first: string | undefined = fs.mkdirSync(path, { recursive: true });
  const opened: number = fs.openSync(path, 'r', 0o600);
  const read: number = fs.readSync(fd, bytes);
  const written: number = fs.writeSync(fd, 'text') + fs.writeSync(fd, bytes) + fs.writevSync(fd, [bytes]);
  const found: string[] = fs.globSync('*', { cwd: path });
  const folder: fs.Dir = fs.opendirSync(path);
  fs.closeSync(fd);
  fs.ftruncateSync(fd);
  fs.rmSync(path, { recursive: true, force: true });
  const derived: Buffer = crypto.pbkdf2Sync('a', 'b', 1, 2, 'sha1');
  const mixed: Buffer = crypto.scryptSync('a', 'b', 64, { N: 2 });
  const expanded: ArrayBuffer = crypto.hkdfSync('sha1', 'a', 'b', 'c', 2);
  const pem = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
  const isPrime: boolean = crypto.checkPrimeSync(3n);
  const prime: bigint = crypto.generatePrimeSync(3, { bigint: true });
  const signature: Buffer = crypto.sign('sha1', bytes, key);
  const isSigned: boolean = crypto.verify('sha1', bytes, key, bytes);
  const packed: Buffer = zlib.gzipSync(bytes, { level: 1 });
  const squeezed: Buffer = zlib.brotliCompressSync(bytes, { params: {} });
  return [
    ...[text, content, isThere, stats, bigStats, names, entries, first, opened, read, written, found, folder, derived],
    ...[mixed, expanded, pem, isPrime, prime, signature, isSigned, packed, squeezed],
  ];
}
`;

const runtime =
  "declare module 'to-thread' {\n  export function toThread(fn: unknown, ...args: unknown[]): Promise<any>;\n}\n";

const folder = typescriptProject({
  'src/promisified.ts': [
    "import { promisify } from 'node:util';",
    ...[...new Set(promisified.map(({ module }) => module))].map(
      (module) => `import * as ${module} from 'node:${module}';`,
    ),
    ...promisified.map(
      ({ module, export: name }, i) =>
        `const f${i} = promisify(${module}.${name}); export const t${i}: unknown extends Awaited<ReturnType<typeof f${i}>> ? 'lost' : 'known' = 'known';`,
    ),
  ].join('\n'),
  'src/before.ts': text,
  'src/to-thread.d.ts': runtime,
});

/** The errors in one file of the project, each as its line and its text. */
function errorsIn(program: ts.Program, file: string): { line: number; text: string }[] {
  const source = program.getSourceFile(join(folder, file));
  return ts.getPreEmitDiagnostics(program, source).map(({ start = 0, messageText }) => ({
    line: source?.getLineAndCharacterOfPosition(start).line ?? 0,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

function compile(...files: string[]): ts.Program {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
  );
}

// The compiler reads the types of Node, which takes seconds.
describe('TypeScript', { timeout: 120_000 }, () => {
  it('knows the promise of each promisified twin, but of those that say otherwise', () => {
    const head = 1 + new Set(promisified.map(({ module }) => module)).size;
    const lost = errorsIn(compile('src/promisified.ts'), 'src/promisified.ts').map(
      ({ line }) => promisified[line - head]?.export,
    );
    // `promisify(read)` is known for the long form of its arguments only.
    const said = promisified.filter(({ losesTypes, export: name }) => losesTypes && name !== 'read');
    expect(lost.sort()).toEqual(said.map((native) => native.export).sort());
  });

  it('finds no error in a file in which the twins are the fix', async () => {
    const fixed = await fix(text, {
      file: 'file.ts',
      options: { fix: 'all', prefer: 'native', cheap: true },
    });
    // It cannot cross threads, and its promise has no types.
    expect(fixed.match(/\w+Sync\(/g)).toEqual(['readSync(']);
    writeFileSync(join(folder, 'src/after.ts'), fixed);
    const program = compile('src/before.ts', 'src/after.ts', 'src/to-thread.d.ts');
    expect(errorsIn(program, 'src/before.ts')).toEqual([]);
    expect(errorsIn(program, 'src/after.ts'), fixed).toEqual([]);
  });
});
