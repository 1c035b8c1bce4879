/**
 * `npm run bench`: to-thread against other pools, in one run. Medians of interleaved rounds, and ratios. Latencies
 * are measured with the process pinned to one CPU, everything else free. Writes `results.svg`.
 */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chart } from './chart.ts';
import { endProcess } from './measure.ts';
import { free, pinned, type Result } from './scenarios.ts';

const groups = { pinned, free };
const [, , group] = process.argv;

if (group === 'pinned' || group === 'free') {
  for (const scenario of groups[group]) writeSync(1, `${JSON.stringify(await scenario())}\n`);
  endProcess();
} else {
  const processor = cpus()[0]?.model ?? 'unknown';
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${processor}`,
  );
  const canPin = process.platform === 'linux' && existsSync('/usr/bin/taskset');
  const results: Result[] = [];
  for (const name of ['pinned', 'free'] as const) {
    const isPinned = name === 'pinned' && canPin;
    console.log(isPinned ? '\nPinned to one CPU (taskset -c 1)' : '\nFree');
    for await (const result of measured(name, isPinned)) {
      results.push(result);
      print(result);
    }
  }
  writeFileSync(new URL('results.svg', import.meta.url), chart(results, `Node ${process.version}`));
  const missed = results.filter(
    ({ target, ...result }) => target !== undefined && !(ratio(result) <= target),
  );
  console.log(
    missed.length === 0
      ? '\nAll targets reached.'
      : `\nMissed: ${missed.map(({ title }) => title).join('; ')}`,
  );
}

/** Runs a group in a process of its own, and yields its results as they come. */
async function* measured(name: string, isPinned: boolean): AsyncGenerator<Result> {
  const command = [process.execPath, '--no-warnings', fileURLToPath(import.meta.url), name];
  const [program = '', ...args] = isPinned ? ['taskset', '-c', '1', ...command] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let pending = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Result;
  }
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
