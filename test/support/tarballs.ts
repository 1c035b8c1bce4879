import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { requireBuild } from './built.ts';
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

/** Packs what one folder publishes, and gives the absolute path of the tarball. */
export async function pack(workspace: string, destination: string): Promise<string> {
  const source = await requireBuild(workspace);
  const answer = await npm(['pack', '--json', '--pack-destination', destination], source);
  const [packed] = JSON.parse(answer) as { filename: string }[];
  if (!packed) throw new Error(`npm pack of ${workspace} named no file: ${answer}`);
  return join(destination, packed.filename);
}
