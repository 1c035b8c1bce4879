import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { commitEverything } from '../support/git.ts';
import { writeHandbook } from './handbook.ts';

const workspaceRoot = resolve(import.meta.dirname, '../..');

/** The sample server as it stands in the repository. */
const sampleServer = resolve(import.meta.dirname, '../apps/http-server');

/** Folders of two runnable copies with the same content and the same Git history. */
export interface Copies {
  readonly original: string;
  readonly fixed: string;
}

/** A temporary folder that goes when this process does. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'to-thread-demo-')));
  // However the demo ends: at that point nothing of ours can write into the folder any more.
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}

/** Makes the copies in a folder. */
export async function makeCopies(folder: string): Promise<Copies> {
  const original = join(folder, 'original');
  await cp(sampleServer, original, {
    recursive: true,
    preserveTimestamps: true,
    filter: (source) => !/[\\/](?:node_modules|dist)$/.test(source),
  });
  await nameRuntime(join(original, 'package.json'));
  await writeHandbook(join(original, 'content'));
  await commitEverything(original, 'Write the handbook');

  const fixed = join(folder, 'fixed');
  await cp(original, fixed, { recursive: true, preserveTimestamps: true });
  // Both resolve fastify, and the fixed one to-thread, from the workspace. "junction" spares Windows users the
  // right to make links; elsewhere it means nothing.
  await symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return { original, fixed };
}

/** Does to a package.json what `npm install to-thread` does: a fix imports only what the package of the file names. */
async function nameRuntime(file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies?: Record<string, string> };
  const dependencies = { ...manifest.dependencies, 'to-thread': '*' };
  await writeFile(file, `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`);
}
