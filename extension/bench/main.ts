import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { mayReport } from '../src/server/lint/rule.ts';
import { ServerProcess } from './server-process.ts';
import { large, scanning } from './large.ts';
import { print } from './print.ts';
import { thousandLines } from './thousand-lines.ts';

/** The figures of the server alone; `npm run test:editor` prints those of a whole editor. */

const EDITS = 200;
/** An edit each second. */
const EDITS_OF_AN_HOUR = 3_600;
const URI = 'untitled:bench';
const ADDED = "async function added() { readFileSync('added'); }\n";

await times();
await large();
await scanning();
await memory();
await size();

async function times(): Promise<void> {
  const starts: number[] = [];
  const firsts: number[] = [];
  for (let run = 0; run < 5; run++) {
    const launched = performance.now();
    await using server = await ServerProcess.start();
    starts.push(server.startTime);
    await server.open(URI, thousandLines());
    await server.problems(URI);
    firsts.push(performance.now() - launched);
  }
  print('server start, until it answers', starts);
  print('server start, until the first diagnostics', firsts);

  await using server = await ServerProcess.start();
  const text = thousandLines();
  await server.open(URI, text);
  const before = await server.problems(URI);
  const edits: number[] = [];
  const processorTime = await server.processorTime();
  for (let edit = 0; edit < EDITS; edit++) {
    const adds = edit % 2 === 0;
    const start = performance.now();
    if (adds) await server.insert(URI, edit + 2, 1, ADDED);
    else await server.deleteLine(URI, edit + 2, 1);
    const problems = await server.problems(URI);
    edits.push(performance.now() - start);
    if (problems !== before + (adds ? 1 : 0)) throw new Error(`${problems} problems after edit ${edit}`);
  }
  print(`edit to diagnostics, ${text.split('\n').length} lines, ${before} problems`, edits);
  const used = ((await server.processorTime()) - processorTime) / EDITS;
  console.log(`  processor time of the server: ${used.toFixed(1)} ms an edit`);

  const ruledOut = text.replaceAll('Sync', '');
  const prefilters = Array.from({ length: EDITS }, () => {
    const start = performance.now();
    if (mayReport(ruledOut)) throw new Error('the prefilter lets a text through that has nothing to report');
    return performance.now() - start;
  });
  print('prefilter of the same file without blocking calls', prefilters);
}

async function memory(): Promise<void> {
  await using server = await ServerProcess.start({ probed: true });
  await server.open(URI, thousandLines());
  const [samples, heaps]: [string[], string[]] = [[], []];
  for (let edit = 0; edit < EDITS_OF_AN_HOUR; edit++) {
    if (edit % 2 === 0) await server.insert(URI, edit + 2, 1, ADDED);
    else await server.deleteLine(URI, edit + 2, 1);
    await server.problems(URI);
    await server.lightBulb(URI, 25);
    if ((edit + 1) % 600 !== 0) continue;
    samples.push((await server.memory()).toFixed(0));
    heaps.push((await server.heap()).toFixed(1));
  }
  const when = `over ${EDITS_OF_AN_HOUR} edits, every 600`;
  console.log(`memory of the process ${when}: ${samples.join(', ')} MB`);
  console.log(`heap after a full collection ${when}: ${heaps.join(', ')} MB`);
}

async function size(): Promise<void> {
  const vsix = await stat(new URL('../dist/to-thread.vsix', import.meta.url)).catch(() => undefined);
  console.log(
    vsix ? `.vsix: ${(vsix.size / 1e6).toFixed(2)} MB` : '.vsix: run `npm run package` for its size',
  );
}
