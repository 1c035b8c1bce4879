import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { print } from './print.ts';
import { ServerProcess } from './server-process.ts';
import { thousandLines } from './thousand-lines.ts';

/** What large files and a large workspace cost, and those who type meanwhile. */

const EDITS = 100;
const FILES = 200;
const ADDED = "async function added() { readFileSync('added'); }\n";

/** A file of 5,000 lines, and two that nobody wrote. */
export async function large(): Promise<void> {
  await using server = await ServerProcess.start({ probed: true });
  const uri = 'untitled:large';
  await server.open(uri, thousandLines(5));
  await server.problems(uri);
  const [edits, heaps]: [number[], string[]] = [[], []];
  for (let edit = 0; edit < EDITS; edit++) {
    edits.push(await edited(server, uri, edit));
    if ((edit + 1) % 25 === 0) heaps.push((await server.heap()).toFixed(1));
  }
  print('edit to diagnostics, 5,000 lines', edits);
  console.log(`  heap after a full collection, every 25 of its edits: ${heaps.join(', ')} MB`);
  for (const [name, size] of [
    ['a release of 2.9 MB', 2.9e6],
    ['a bundle of 14 MB', 14e6],
  ] as const) {
    const start = performance.now();
    await server.open(`untitled:${name}`, thousandLines().repeat(Math.ceil(size / thousandLines().length)));
    await server.problems(`untitled:${name}`);
    print(`${name}, opened until it is left alone`, [performance.now() - start]);
  }
}

/** Edits while a workspace is scanned, and how long it takes until a scan that is cancelled is over. */
export async function scanning(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'to-thread-bench-'));
  try {
    await mkdir(join(folder, 'src'));
    for (let file = 0; file < FILES; file++) {
      await writeFile(join(folder, 'src', `${file}.ts`), thousandLines());
    }
    await using server = await ServerProcess.start({ folder });
    const uri = 'untitled:typed';
    await server.open(uri, thousandLines());
    await server.problems(uri);
    const start = performance.now();
    const state = { isDone: false };
    const scan = server.scan(new CancellationTokenSource().token).finally(() => (state.isDone = true));
    const edits: number[] = [];
    // An edit at a time, as fast as they are answered.
    while (!state.isDone) edits.push(await edited(server, uri, edits.length));
    const { files, problems } = await scan;
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    console.log(
      `scan of ${files} files of 1,000 lines, ${problems} problems, beside the edits: ${seconds} s`,
    );
    print(`  edit to diagnostics meanwhile, ${edits.length} edits`, edits);
    const ends: number[] = [];
    for (let run = 0; run < 5; run++) {
      const cancellation = new CancellationTokenSource();
      const cancelled = server.scan(cancellation.token);
      for (let edit = 0; edit < 10; edit++) await edited(server, uri, edits.length + run * 10 + edit);
      const asked = performance.now();
      cancellation.cancel();
      await cancelled;
      ends.push(performance.now() - asked);
    }
    print('  cancelled until over', ends);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Adds a line, or takes it away again, and waits for the diagnostics: how long that takes. */
async function edited(server: ServerProcess, uri: string, edit: number): Promise<number> {
  const start = performance.now();
  if (edit % 2 === 0) await server.insert(uri, edit + 2, 1, ADDED);
  else await server.deleteLine(uri, edit + 2, 1);
  await server.problems(uri);
  return performance.now() - start;
}
