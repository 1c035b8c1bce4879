import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commitEverything } from '../support/git.ts';
import { writeHandbook } from './handbook.ts';

const workspaceRoot = resolve(import.meta.dirname, '../..');

/** The sample server as it stands in the repository. */
export const sampleServer = resolve(import.meta.dirname, '../apps/http-server');

/** Two runnable copies with the same content and the same Git history. */
export interface Copies extends AsyncDisposable {
  readonly original: string;
  readonly fixed: string;
}

export async function makeCopies(): Promise<Copies> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-demo-')));
  const original = join(folder, 'original');
  const fixed = join(folder, 'fixed');
  const copies = {
    original,
    fixed,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
  try {
    await cp(sampleServer, original, {
      recursive: true,
      preserveTimestamps: true,
      filter: (source) => !/[\\/](?:node_modules|dist)$/.test(source),
    });
    await writeHandbook(join(original, 'content'));
    await commitEverything(original, 'Write the handbook');
    await cp(original, fixed, { recursive: true, preserveTimestamps: true });
    // Both resolve fastify, and the fixed one to-thread, from the workspace. "junction" spares Windows users the
    // right to make links; elsewhere it means nothing.
    await symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return copies;
  } catch (error) {
    await copies[Symbol.asyncDispose]();
    throw error;
  }
}
