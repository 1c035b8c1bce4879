import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runNode } from '../support/program.ts';
import { RunningServer } from '../support/server.ts';
import { load } from './load.ts';

const runtime = resolve(import.meta.dirname, '../../runtime/dist');
const recorder = pathToFileURL(join(runtime, 'trace/preload.cjs'));

/** Puts a copy of the sample server under load with the recorder in it, and its recording into a folder. */
export async function record(copy: string, recordings: string, seconds: number): Promise<void> {
  await using server = await RunningServer.start(copy, 'src/server.ts', {
    preload: recorder,
    env: { TO_THREAD_TRACE_FOLDER: recordings, TO_THREAD_TRACE_ROOT: copy },
  });
  await load(server, seconds);
}

/** What `npx to-thread trace --compare` says of two folders of recordings. */
export function compareRecordings(before: string, after: string, format?: string): Promise<string> {
  return toThread([
    'trace',
    '--compare',
    before,
    after,
    ...(format === undefined ? [] : ['--format', format]),
  ]);
}

/** Writes the page of a folder of recordings: what `npx to-thread report` does. */
export async function writePage(recordings: string, page: string): Promise<void> {
  await mkdir(resolve(page, '..'), { recursive: true });
  await toThread(['report', recordings, '--output', page]);
}

async function toThread(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runNode([join(runtime, 'command.js'), ...args], { cwd: runtime });
  if (code !== 0) throw new Error(`to-thread ${args.join(' ')} ended with ${String(code)}:\n${stderr}`);
  return stdout;
}
