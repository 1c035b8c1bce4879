import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { npm } from './npm.ts';

/** The packages as a registry would serve them: absolute paths of what `npm pack` wrote. */
export interface Tarballs {
  readonly plugin: string;
  readonly runtime: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    tarballs: Tarballs;
  }
}

const workspaceRoot = resolve(import.meta.dirname, '../..');

/** Packs both packages once for the whole run; the end-to-end tests install them, never the sources. */
export default async function packOnce(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-tarballs-')));
  project.provide('tarballs', await packPackages(folder));
  return () => rm(folder, { recursive: true, force: true });
}

/** Packs both packages, which have to be built, into a folder. */
export async function packPackages(folder: string): Promise<Tarballs> {
  return { plugin: await pack('eslint-plugin', folder), runtime: await pack('runtime', folder) };
}

async function pack(workspace: string, destination: string): Promise<string> {
  const source = join(workspaceRoot, workspace);
  await requireBuild(source);
  const answer = await npm(['pack', '--json', '--pack-destination', destination], source);
  const [packed] = JSON.parse(answer) as { filename: string }[];
  if (!packed) throw new Error(`npm pack of ${workspace} named no file: ${answer}`);
  return join(destination, packed.filename);
}

async function requireBuild(source: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    exports: { '.': { default: string | { default: string } } };
  };
  const { default: main } = manifest.exports['.'];
  const entry = join(source, typeof main === 'string' ? main : main.default);
  if (!(await stat(entry).catch(() => undefined))?.isFile()) {
    throw new Error(`${entry} is not built: run \`npm run build\` before the end-to-end tests`);
  }
}
