/**
 * `npm run bench`: to-thread against other pools, in one run. Medians of interleaved rounds, and ratios. Latencies
 * are measured with everything pinned to one CPU, all else free. Writes `results.svg`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chart } from './chart.ts';
import { Crew } from './crew.ts';
import { fresh } from './fresh.ts';
import { interleave } from './measure.ts';
import { free, pinned, type Result, type Scenario } from './scenarios.ts';
import { withFile } from './with-file.ts';

const processor = cpus()[0]?.model ?? 'unknown';
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${processor}`);
console.log(`Load average before: ${loadavg()[0]?.toFixed(2) ?? 'unknown'}`);
const canPin = process.platform === 'linux' && existsSync('/usr/bin/taskset');
const results: Result[] = [];

console.log(canPin ? '\nPinned to one CPU (taskset -c 1)' : '\nFree, because there is no taskset');
await measureAll(pinned, canPin);
console.log('\nFree');
await measureAll(free, false);
for (const measure of fresh) report(await measure());

writeFileSync(new URL('results.svg', import.meta.url), chart(results, `Node ${process.version}`));
const missed = results.filter(({ target, ...result }) => target !== undefined && !(ratio(result) <= target));
console.log(
  missed.length === 0 ? '\nAll targets reached.' : `\nMissed: ${missed.map(({ title }) => title).join('; ')}`,
);

async function measureAll(scenarios: readonly Scenario[], isPinned: boolean): Promise<void> {
  using crew = new Crew(isPinned);
  for (const scenario of scenarios) {
    const { title, contenders, fileSize, rounds } = scenario;
    const measured = await withFile(fileSize, (path) => {
      const subjects = contenders.map((name) => [name, () => crew.figure(name, { title, path })] as const);
      return interleave(Object.fromEntries(subjects), rounds);
    });
    report({ ...scenario, ...measured });
  }
}

function report(result: Result): void {
  results.push(result);
  print(result);
}

function print(result: Result): void {
  const { title, unit, figures, failures, reference, target } = result;
  const base = figures[reference] ?? NaN;
  process.stderr.write('\r\u001b[K');
  console.log(`\n${title} (ratio to ${reference}${target === undefined ? '' : `, target ${target}`})`);
  for (const [name, figure] of Object.entries(figures)) {
    const mark =
      name !== 'to-thread' || target === undefined ? '' : figure / base <= target ? '  reached' : '  MISSED';
    const failed = failures[name] === undefined ? '' : `  failed or hung in ${failures[name]} rounds`;
    // What never succeeded has no figure: JSON has made null of it.
    const cells = Number.isFinite(figure)
      ? `${figure.toFixed(2).padStart(12)} ${unit.padEnd(4)}${(figure / base).toFixed(2).padStart(8)}×`
      : '—'.padStart(12);
    console.log(`  ${name.padEnd(26)}${cells}${mark}${failed}`);
  }
}

function ratio({ figures, reference }: Pick<Result, 'figures' | 'reference'>): number {
  return (figures['to-thread'] ?? NaN) / (figures[reference] ?? NaN);
}
