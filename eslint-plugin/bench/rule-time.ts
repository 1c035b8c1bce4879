/**
 * What the rules cost a file, beside those one would use in their place, over real files: the JavaScript of the
 * packages this workspace has installed, linted as the command line does. All in one run, interleaved. The time of a
 * file is the median of its rounds: a machine that does something else meanwhile holds up a few files of a round, and
 * other files in the next one.
 *
 * Run with `npm run bench -w eslint-plugin`.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import js from '@eslint/js';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import n from 'eslint-plugin-n';
import toThread from '../dist/index.js';
import { mayReport } from '../dist/prefilter.js';

const ROUNDS = 7;
const MAX_BYTES = 400_000;
const root = resolve(import.meta.dirname, '../..');
const plugins = { 'to-thread': toThread, n };

interface File {
  readonly path: string;
  readonly text: string;
}

const subjects = {
  'to-thread/no-blocking-in-async': linter({ 'to-thread/no-blocking-in-async': 'error' }),
  'the same, reports only': linter({ 'to-thread/no-blocking-in-async': ['error', { fix: 'off' }] }),
  // Together they should cost little more than one: they search a file once.
  'with no-blocking-lookup-in-async': linter({
    'to-thread/no-blocking-in-async': 'error',
    'to-thread/no-blocking-lookup-in-async': 'warn',
  }),
  'both, reports only': linter({
    'to-thread/no-blocking-in-async': ['error', { fix: 'off' }],
    'to-thread/no-blocking-lookup-in-async': ['warn', { fix: 'off' }],
  }),
  'n/no-sync': linter({ 'n/no-sync': 'error' }),
  'no-restricted-syntax': linter({
    'no-restricted-syntax': [
      'error',
      'CallExpression[callee.property.name=/Sync$/]',
      'CallExpression[callee.name=/Sync$/]',
    ],
  }),
};
type Subject = keyof typeof subjects;
const COMPARED = 'n/no-sync';
const recommended = linter(js.configs.recommended.rules);

const files = await realFiles();
const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
console.log(
  `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${ROUNDS} rounds, medians; ratios to ${COMPARED}\n`,
);

const times = new Map<Subject, number[][]>();
const recommendedTimes: number[][] = [];
for (let round = 0; round < ROUNDS; round++) {
  const order = Object.keys(subjects) as Subject[];
  if (round % 2 === 1) order.reverse();
  for (const subject of order) {
    const ofFiles = (await lintAll(subjects[subject])).map(({ rules }) => rules);
    times.set(subject, [...(times.get(subject) ?? []), ofFiles]);
  }
  recommendedTimes.push((await lintAll(recommended)).map(({ total }) => total));
  process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
}

const may = files.map(({ text }) => mayReport(text));
print('all files', () => true);
print('files that may block', (file) => may[file] === true);
print('files that cannot', (file) => may[file] === false);
const own = sum(medians(times.get('with no-blocking-lookup-in-async')));
const share = own / (own + sum(medians(recommendedTimes)));
console.log(`share of a whole run of ESLint with its recommended rules: ${(100 * share).toFixed(2)} %`);

console.log('\nlength of a file, lines → µs a line (all of it async code that blocks)');
for (const lines of [500, 5_000, 50_000]) {
  const file = { path: resolve(root, 'generated.js'), text: generated(lines) };
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) {
    rounds.push((await lint(file, subjects['to-thread/no-blocking-in-async'])).rules);
  }
  console.log(`${String(lines).padStart(8)} ${((median(rounds) / lines) * 1000).toFixed(2).padStart(8)}`);
}

/** Prints what each subject took for some of the files, and how that compares. */
function print(title: string, isCounted: (file: number) => boolean): void {
  const counted = files.flatMap((_, file) => (isCounted(file) ? file : []));
  console.log(`${title}: ${counted.length}`);
  const base = mean(COMPARED);
  for (const subject of Object.keys(subjects) as Subject[]) {
    const time = mean(subject);
    const ratio = (time / base).toFixed(2);
    console.log(`  ${subject.padEnd(34)} ${(time * 1000).toFixed(1).padStart(8)} µs a file   ratio ${ratio}`);
  }
  console.log();

  function mean(subject: Subject): number {
    const ofFiles = medians(times.get(subject));
    return sum(counted.map((file) => ofFiles[file] ?? Number.NaN)) / counted.length;
  }
}

function linter(rules: Linter.RulesRecord): ESLint {
  return new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    stats: true,
    overrideConfig: {
      plugins,
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      rules,
    },
  });
}

async function lintAll(eslint: ESLint): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const file of files) costs.push(await lint(file, eslint));
  return costs;
}

/** Milliseconds. */
interface Cost {
  /** The file's whole time in ESLint: parsing, scopes, walk, rules. */
  readonly total: number;
  readonly rules: number;
}

async function lint({ path, text }: File, eslint: ESLint): Promise<Cost> {
  const [result] = await eslint.lintText(text, { filePath: path });
  const [pass] = result?.stats?.times.passes ?? [];
  return {
    total: pass?.total ?? Number.NaN,
    rules: sum(Object.values(pass?.rules ?? {}).map(({ total }) => total)),
  };
}

async function realFiles(): Promise<File[]> {
  const packages = [
    'eslint/lib',
    'knip/dist',
    'vite/dist/node',
    'fastify/lib',
    '@typescript-eslint/eslint-plugin/dist',
    'publint/src',
  ];
  const found: File[] = [];
  for (const folder of packages) {
    for await (const name of glob(`node_modules/${folder}/**/*.{js,mjs,cjs}`, { cwd: root })) {
      const text = readFileSync(resolve(root, name), 'utf8');
      // ESLint leaves out what is in `node_modules`.
      const path = resolve(root, name.replace('node_modules', 'packages'));
      if (text.length <= MAX_BYTES) found.push({ path, text });
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

/** The median of each file's rounds. */
function medians(rounds: readonly (readonly number[])[] = []): number[] {
  return files.map((_, file) => median(rounds.map((round) => round[file] ?? Number.NaN)));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
