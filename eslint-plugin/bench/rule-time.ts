/**
 * What the rule costs a file, beside the rules one would use in its place, over real files: the JavaScript of the
 * packages this workspace has installed. All in one run, interleaved. The time of a file is the median of its rounds:
 * a machine that does something else meanwhile holds up a few files of a round, and other files in the next one.
 *
 * Run with `npm run bench -w eslint-plugin`.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import js from '@eslint/js';
import { Linter } from 'eslint';
import n from 'eslint-plugin-n';
import toThread from '../dist/index.js';

const ROUNDS = 7;
const MAX_BYTES = 400_000;
const root = resolve(import.meta.dirname, '../..');

const subjects: Record<Subject, Linter.RuleEntry> = {
  'to-thread/no-blocking-in-async': 'error',
  'n/no-sync': 'error',
  'no-restricted-syntax': [
    'error',
    'CallExpression[callee.property.name=/Sync$/]',
    'CallExpression[callee.name=/Sync$/]',
  ],
};
type Subject = 'to-thread/no-blocking-in-async' | 'n/no-sync' | 'no-restricted-syntax';

const linter = new Linter({ cwd: root });
const plugins = { 'to-thread': toThread, n };

const files = await realFiles();
const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${ROUNDS} rounds, medians\n`);

const times = new Map<Subject, number[][]>();
const allRules: number[][] = [];
for (let round = 0; round < ROUNDS; round++) {
  const order = Object.keys(subjects) as Subject[];
  if (round % 2 === 1) order.reverse();
  for (const subject of order) {
    const round = lintAll({ [subject]: subjects[subject] }).map((file) => file[subject] ?? 0);
    times.set(subject, [...(times.get(subject) ?? []), round]);
  }
  allRules.push(lintAll(js.configs.recommended.rules).map((file) => sum(Object.values(file))));
  process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
}

const own = total(times.get('to-thread/no-blocking-in-async'));
for (const [subject, rounds] of times) {
  const time = total(rounds);
  console.log(
    `${subject.padEnd(32)} ${((time / files.length) * 1000).toFixed(1).padStart(8)} µs a file   ratio ${(own / time).toFixed(2)}`,
  );
}
console.log(
  `\nshare of a run of ESLint's recommended rules: ${((100 * own) / (own + total(allRules))).toFixed(2)} %`,
);

console.log('\nlength of a file, lines → µs a line (all of it async code that blocks)');
for (const lines of [500, 5_000, 50_000]) {
  const text = generated(lines);
  const time = median(
    Array.from({ length: 3 }, () => lint(text, { 'to-thread/no-blocking-in-async': 'error' }).own),
  );
  console.log(`${String(lines).padStart(8)} ${((time / lines) * 1000).toFixed(2).padStart(8)}`);
}

/** What each file took, by rule. */
function lintAll(rules: Linter.RulesRecord | undefined): Record<string, number>[] {
  return files.map(({ text }) => lint(text, rules).times);
}

/** Lints one text; times in milliseconds. `parse` stands for what ESLint does beside the rules. */
function lint(
  text: string,
  rules: Linter.RulesRecord | undefined,
): { own: number; times: Record<string, number> } {
  linter.verifyAndFix(
    text,
    [
      {
        plugins,
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
        rules: rules ?? {},
      },
    ],
    // The types of ESLint leave `stats` out here; `verify` does not take it.
    { fix: false, stats: true } as Linter.FixOptions,
  );
  const [pass] = linter.getTimes().passes;
  const times: Record<string, number> = { parse: pass?.parse?.total ?? 0 };
  for (const [rule, { total }] of Object.entries(pass?.rules ?? {})) times[rule] = total;
  return { own: times['to-thread/no-blocking-in-async'] ?? 0, times };
}

async function realFiles(): Promise<{ name: string; text: string }[]> {
  const packages = [
    'eslint/lib',
    'knip/dist',
    'vite/dist/node',
    'fastify/lib',
    '@typescript-eslint/eslint-plugin/dist',
    'publint/src',
  ];
  const found: { name: string; text: string }[] = [];
  for (const folder of packages) {
    for await (const name of glob(`node_modules/${folder}/**/*.{js,mjs,cjs}`, { cwd: root })) {
      const text = readFileSync(resolve(root, name), 'utf8');
      if (text.length <= MAX_BYTES) found.push({ name: relative(root, name), text });
    }
  }
  return found;
}

function generated(lines: number): string {
  const body = Array.from(
    { length: lines / 5 },
    (_, i) =>
      `function helper${i}(path) {\n  return fs.readFileSync(path, 'utf8');\n}\nexport async function task${i}(path) {\n  return helper${i}(path) + fs.statSync(path).size; }`,
  );
  return [`import fs from 'node:fs';`, ...body].join('\n');
}

/** What all files took, from the times of each in several rounds. */
function total(rounds: readonly (readonly number[])[] = []): number {
  return sum(files.map((_, file) => median(rounds.map((round) => round[file] ?? Number.NaN))));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
