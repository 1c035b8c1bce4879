/**
 * `npm run stress -w to-thread -- [seconds] [seed]`: executors that live and die with random calls, aborts, time limits, killed workers
 * and shut-downs, each of which has to end as it should. Prints memory, threads, handles and open files now and then; the
 * last three have to be the same at the end as at the beginning. The same seed makes the same calls. Linux.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { live } from './stress/life.ts';
import { Random } from './stress/random.ts';

const seconds = Number(process.argv[2] ?? 60);
const firstSeed = Number(process.argv[3] ?? 1);
const start = performance.now();
const counts = new Map<string, number>();
let failures = 0;
let lives = 0;
let seed = firstSeed;
// What calls leave behind is a warning, and meant to be.
process.removeAllListeners('warning');

// What Node and V8 open once they have open by then.
for (; lives < 20; seed++) await lifeOf(seed);
const before = await figures();
console.log(row(['lives', 'calls', 'failures', ...Object.keys(before), 'seconds']));
report(before);
for (let next = 30; seconds > (performance.now() - start) / 1000; seed++) {
  await lifeOf(seed);
  if (performance.now() - start < next * 1000) continue;
  next += 30;
  report(await figures());
}
const after = await figures();
report(after);
console.log(Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a)));
const leaked = (['handles', 'threads', 'files'] as const).filter((name) => after[name] > before[name]);
console.log(
  `${String(failures)} failures; ${leaked.length > 0 ? `leaked: ${leaked.join(', ')}` : 'nothing leaked'}`,
);
process.exitCode = failures + leaked.length > 0 ? 1 : 0;

async function lifeOf(which: number): Promise<void> {
  const { calls, wrong } = await live(new Random(which));
  lives++;
  failures += wrong.length;
  for (const [kind, count] of calls) counts.set(kind, (counts.get(kind) ?? 0) + count);
  for (const each of wrong) console.log(`seed ${String(which)}: ${each}`);
}

function report(now: Awaited<ReturnType<typeof figures>>): void {
  const calls = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const elapsed = ((performance.now() - start) / 1000).toFixed(0);
  console.log(row([lives, calls, failures, ...Object.values(now), elapsed]));
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(10)).join('');
}

async function figures() {
  // Killed threads and ended processes are gone within moments.
  await setTimeout(300);
  for (let i = 0; i < 5; i++) global.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    'heap MiB': (heapUsed / 2 ** 20).toFixed(1),
    'rss MiB': (rss / 2 ** 20).toFixed(0),
    handles: process.getActiveResourcesInfo().length,
    threads: readdirSync('/proc/self/task').length,
    files: openFiles(),
  };
}

/**
 * Without modules: Node leaves open what a thread has just opened when it is terminated, and importing a module is what
 * threads are terminated in here. (So it is without to-thread, and with `trackUnmanagedFds` as well.)
 */
function openFiles(): number {
  return readdirSync('/proc/self/fd').filter((file) => {
    try {
      return !readlinkSync(`/proc/self/fd/${file}`).endsWith('.ts');
    } catch {
      // That of the folder itself is closed by now.
      return false;
    }
  }).length;
}
