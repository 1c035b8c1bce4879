import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { Comparison, Measurement } from './measure.ts';
import { bar, paint, print } from './terminal.ts';

interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly read: (measurement: Measurement) => number;
}

const metrics: readonly Metric[] = [
  latency('health checks: p99 latency', ({ healthChecks }) => healthChecks.p99),
  latency('pages: p99 latency', ({ readers }) => readers.p99),
  latency('longest event-loop stall', ({ longestStall }) => longestStall),
  latency('pages: median latency', ({ readers }) => readers.median),
  latency('heavy requests: median latency', ({ heavyRequests }) => heavyRequests.median),
  {
    name: 'requests answered a second',
    unit: '',
    better: 'higher',
    read: ({ healthChecks, readers, heavyRequests }) =>
      healthChecks.answersPerSecond + readers.answersPerSecond + heavyRequests.answersPerSecond,
  },
];

const nameWidth = Math.max(...metrics.map(({ name }) => name.length));
const columnWidth = 12;
const barWidth = 36;

/** Prints both sides of every figure with the ratio, whatever they are, and then the same as bars. */
export function printComparison({ original, fixed }: Comparison): void {
  const columns = ['original', 'fixed', 'ratio'].map((title) => title.padStart(columnWidth)).join('');
  print(paint('dim', `${' '.repeat(nameWidth + 2)}${columns}`));
  for (const metric of metrics) {
    const [before, after] = [metric.read(original), metric.read(fixed)];
    const cells = [format(before, metric.unit), format(after, metric.unit)].map((cell) =>
      cell.padStart(columnWidth),
    );
    print(`  ${metric.name.padEnd(nameWidth)}${cells.join('')}${colouredRatio(metric, before, after)}`);
  }
  print();
  for (const metric of metrics) printBars(metric, original, fixed);
  const machine = `Node ${process.version}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`;
  print(paint('dim', `  ${machine}. Medians of the rounds.`));
  printFailures({ original, fixed });
}

function latency(name: string, read: Metric['read']): Metric {
  return { name, unit: 'ms', better: 'lower', read };
}

function printBars(metric: Metric, original: Measurement, fixed: Measurement): void {
  const values = { original: metric.read(original), fixed: metric.read(fixed) };
  const scale = Math.max(values.original, values.fixed) || 1;
  print(`  ${metric.name} ${paint('dim', `(${metric.better} is better)`)}`);
  for (const [side, colour] of [
    ['original', 'yellow'],
    ['fixed', 'green'],
  ] as const) {
    const cells = bar(values[side] / scale, barWidth);
    print(`  ${side.padStart(10)} ${paint(colour, cells)} ${format(values[side], metric.unit)}`);
  }
  print();
}

function printFailures(comparison: Comparison): void {
  for (const side of ['original', 'fixed'] as const) {
    const { healthChecks, readers, heavyRequests } = comparison[side];
    const failures = healthChecks.failures + readers.failures + heavyRequests.failures;
    if (failures > 0) print(paint('red', `  the ${side} server failed to answer ${failures} requests`));
  }
}

function colouredRatio({ better }: Metric, before: number, after: number): string {
  const ratio = before === 0 ? Number.NaN : after / before;
  const text = (Number.isNaN(ratio) ? '–' : `${ratio.toPrecision(2)}×`).padStart(columnWidth);
  // Within a tenth of each other is noise on a busy machine, and neither good nor bad.
  if (Number.isNaN(ratio) || Math.abs(ratio - 1) < 0.1) return text;
  return paint(ratio > 1 === (better === 'higher') ? 'green' : 'red', text);
}

function format(value: number, unit: string): string {
  const digits = value < 10 ? 1 : 0;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}
