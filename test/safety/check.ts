/**
 * Fixes the programs in safe mode, runs them before and after, and says which came out differently:
 * `npm run safety -w @to-thread/test -- [--only <pattern>] [--verbose] [--prove] [--accept]`.
 *
 * - `--only` takes programs whose `kind/name` it matches.
 * - `--verbose` also prints the fixed text, and what the rules say of the calls that they left.
 * - `--prove` tests the programs instead: each does the same however often it runs, and something else once every
 *   blocking call is awaited without thinking.
 * - `--accept` writes down what is fixed now as what is expected, of programs that still do the same.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Outcome } from '../support/program.ts';
import { isBreakable, type Program, readPrograms } from './programs.ts';
import { Laboratory, prove, type Verdict } from './trial.ts';

/** What is said of one program: a word to count by, and lines for the reader. */
interface Finding {
  readonly word: string;
  readonly isGood: boolean;
  readonly lines: readonly string[];
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    prove: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
  },
});

const programs = await readPrograms(new RegExp(values.only));
await using laboratory = await Laboratory.open();
const tally = new Map<string, number>();
const queue = [...programs];

await Promise.all(
  [1, 2].map(async () => {
    for (let program = queue.shift(); program; program = queue.shift()) {
      const { word, isGood, lines } = values.prove ? await proof(program) : await judgement(program);
      tally.set(word, (tally.get(word) ?? 0) + 1);
      if (!isGood) process.exitCode = 1;
      if (!isGood || values.verbose) console.log([`${word.padEnd(9)} ${program.id}`, ...lines].join('\n  '));
    }
  }),
);

const counts = [...tally].map(([word, count]) => `${count} ${word}`);
console.log(`${programs.length} programs: ${counts.sort().join(', ')}`);

async function judgement(program: Program): Promise<Finding> {
  const verdict = await laboratory.try(program);
  const { extent, messages, texts } = verdict.fixed;
  const isExpected = extent === program.expected;
  if (values.accept && verdict.verdict !== 'changed' && !isExpected) await accept(program, extent);
  const shown = values.verbose
    ? [...messages, ...Object.entries(texts).map(([name, text]) => `--- ${name}\n${text}`)]
    : [];
  if (verdict.verdict === 'changed') {
    return { word: 'CHANGED', isGood: false, lines: [...difference(verdict), ...shown] };
  }
  if (!isExpected) {
    const lines = [`${extent}, expected: ${program.expected}`, ...(values.verbose ? shown : messages)];
    return { word: 'unexpected', isGood: false, lines };
  }
  return { word: extent, isGood: true, lines: shown };
}

async function proof(program: Program): Promise<Finding> {
  const { isSteady, awaited, before } = await prove(laboratory, program);
  const lines = [show(before), ...(awaited.after ? [show(awaited.after)] : [])];
  if (!isSteady) return { word: 'unsteady', isGood: false, lines };
  const isGood = isBreakable(program) === (awaited.verdict !== 'same');
  return { word: isGood ? 'proved' : `awaited: ${awaited.verdict}`, isGood, lines };
}

async function accept({ folder }: Program, extent: string): Promise<void> {
  const file = join(folder, 'program.json');
  const facts = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, `${JSON.stringify({ ...facts, expected: extent }, null, 2)}\n`);
}

function difference({ before, after }: Verdict): string[] {
  return [...(before ? [`before ${show(before)}`] : []), ...(after ? [`after  ${show(after)}`] : [])];
}

function show({ stdout, stderr, code, signal }: Outcome): string {
  const error = stderr.split('\n').find((line) => /\bError\b|Error:/.test(line)) ?? '';
  const end = signal === null ? `exit ${String(code)}` : 'hangs';
  return `${JSON.stringify(stdout.slice(0, 200))} ${end} ${error}`.trim();
}
