/** Code that calls `toThread` compiles under every TypeScript and module setting, with the types of the direct call. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/app.ts';
import { install } from './support/npm.ts';
import { runNode } from './support/program.ts';

/** The oldest that works, which infers the overloads of a function in its own way, and one that is near the newest. */
const versions = ['5.0', '5.9'];

const program = `import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import type { BigIntStats, Stats } from 'node:fs';
import { toThread } from 'to-thread';

export async function results(path: string) {
  const text: string = await toThread(readFileSync, path, 'utf8');
  const bytes: Buffer = await toThread(readFileSync, path);
  const there: boolean = await toThread(existsSync, path);
  const stats: Stats = await toThread(statSync, path);
  const big: BigIntStats = await toThread(statSync, path, { bigint: true });
  const made: string | undefined = await toThread(mkdirSync, path, { recursive: true });
  const listed: string = await toThread(execFileSync, 'ls', ['-l'], { encoding: 'utf8' });
  const length: number = await toThread((...all: string[]) => all.length, 'a', 'b');
  const unknown: unknown = await toThread((...all: any[]): unknown => all, 'a', 2);
  const any: { readonly a: 1 } = await toThread(JSON.parse, '{}');
  return { text, bytes, there, stats, big, made, listed, length, unknown, any };
}

export async function mistakes(path: string) {
  // @ts-expect-error -- an argument is missing
  await toThread(existsSync);
  // @ts-expect-error -- not a path
  await toThread(readFileSync, true);
  // @ts-expect-error -- not a number
  const length: number = await toThread(readFileSync, path, 'utf8');
  return length;
}
`;

const wrong = `import { existsSync } from 'node:fs';
import { toThread } from 'to-thread';

void toThread(existsSync);
void toThread(existsSync, 'a', 'b');
`;

const compilers = [
  ['modules and CommonJS as Node resolves them', ['a.mts', 'b.cts'], ['node16', 'node16']],
  ['CommonJS as it was before `exports`', ['c.ts'], ['commonjs', 'node']],
  ['a module for a bundler', ['c.ts'], ['esnext', 'bundler']],
] as const;

describe.each(versions)('TypeScript %s', (version) => {
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder('typescript-versions');
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    for (const file of ['a.mts', 'b.cts', 'c.ts']) await writeFile(join(folder, file), program);
    await install(folder, [`typescript@~${version}.0`, '@types/node@^18', inject('tarballs').runtime]);
  });

  afterAll(() => removeFolder(folder));

  test.each(compilers)('compiles %s', async (_, files, [module, resolution]) => {
    const compiler = join(folder, 'node_modules/typescript/bin/tsc');
    const { stdout, code } = await runNode(
      [
        ...[compiler, '--noEmit', '--strict', '--target', 'es2022', '--types', 'node'],
        ...['--module', module, '--moduleResolution', resolution, ...files],
      ],
      { cwd: folder },
    );
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  test('counts the arguments of a wrong call as those of its own overload', async () => {
    await writeFile(join(folder, 'wrong.mts'), wrong);
    const compiler = join(folder, 'node_modules/typescript/bin/tsc');
    const { stdout } = await runNode(
      [
        compiler,
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--types',
        'node',
        '--module',
        'node16',
        'wrong.mts',
      ],
      { cwd: folder },
    );
    expect(stdout.match(/error .+/g)).toEqual([
      'error TS2554: Expected 2 arguments, but got 1.',
      'error TS2554: Expected 2 arguments, but got 3.',
    ]);
  });
});
