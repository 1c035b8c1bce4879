/**
 * What the rules take of ESLint's whole run over real repositories, beside the parser and n/no-sync, all from one run;
 * and the files that take them longest, since those are where something is looked at more often than it need be.
 *
 * Run with `npm run bench:share -w eslint-plugin -- <folders>`: checkouts of any projects, JavaScript or TypeScript.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import js from '@eslint/js';
import * as typescript from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import n from 'eslint-plugin-n';
import toThread from '../dist/index.js';
import { mayReport } from '../dist/prefilter.js';

const MAX_BYTES = 400_000;
const SLOWEST = 20;
const EXTENSIONS = '{js,mjs,cjs,jsx,ts,mts,cts,tsx}';

/** Milliseconds that a file has taken. */
interface Cost {
  readonly path: string;
  readonly mayReport: boolean;
  readonly reports: number;
  readonly characters: number;
  readonly whole: number;
  readonly parse: number;
  readonly own: number;
  /** Nothing for TypeScript. */
  readonly noSync: number | undefined;
}

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) throw new Error('Name the folders of one or more projects.');
const eslint = new ESLint({
  cwd: '/',
  overrideConfigFile: true,
  ignore: false,
  stats: true,
  overrideConfig: [
    {
      files: [`**/*.${EXTENSIONS}`],
      plugins: { 'to-thread': toThread, n },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: {
        ...js.configs.recommended.rules,
        'to-thread/no-blocking-in-async': 'error',
        'to-thread/no-blocking-lookup-in-async': 'warn',
      },
    },
    // It asks for type information wherever there could be any.
    { files: ['**/*.{js,mjs,cjs,jsx}'], rules: { 'n/no-sync': 'error' } },
    { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: typescript } },
  ],
});

const paths = (await Promise.all(folders.map(filesIn))).flat().sort();
// The first round of a file is slow, since V8 has not seen the code yet, and either may be held up by something else.
const costs: Cost[] = [];
for (const path of paths) {
  const [first, second] = [await lint(path), await lint(path)];
  if (first && second) costs.push(first.own < second.own ? first : second);
}

print('all files', costs);
print(
  'files that mention what blocks, in async code',
  costs.filter((cost) => cost.mayReport),
);
print(
  'files with reports',
  costs.filter(({ reports }) => reports > 0),
);
print(
  'files without',
  costs.filter(({ reports }) => reports === 0),
);
console.log(`the ${SLOWEST} slowest: ms, share of the file's run, characters, reports`);
for (const { path, own, whole, characters, reports } of costs
  .toSorted((a, b) => b.own - a.own)
  .slice(0, SLOWEST)) {
  const figures = [own.toFixed(1), `${((100 * own) / whole).toFixed(0)} %`, characters, reports];
  console.log(`  ${figures.map((figure) => String(figure).padStart(8)).join(' ')}  ${relative('.', path)}`);
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const isLeftOut = (name: string) => /^(?:node_modules|\.git)$/.test(name) || /\.d\.[cm]?ts$/.test(name);
  for await (const name of glob(`**/*.${EXTENSIONS}`, {
    cwd: folder,
    exclude: (path) => isLeftOut(path.replace(/^.*[\\/]/, '')),
  }))
    found.push(resolve(folder, name));
  return found;
}

/** What a file takes; nothing for one that no parser understands, or that nobody has written. */
async function lint(path: string): Promise<Cost | undefined> {
  const text = readFileSync(path, 'utf8');
  if (text.length > MAX_BYTES) return undefined;
  const [result] = await eslint.lintText(text, { filePath: path });
  const [pass] = result?.stats?.times.passes ?? [];
  if (!result || !pass || result.fatalErrorCount > 0) return undefined;
  const of = (name: string) => pass.rules?.[name]?.total ?? 0;
  return {
    path,
    mayReport: mayReport(text),
    reports: result.messages.filter(({ ruleId }) => ruleId?.startsWith('to-thread/')).length,
    characters: text.length,
    whole: pass.total,
    parse: pass.parse?.total ?? 0,
    own: of('to-thread/no-blocking-in-async') + of('to-thread/no-blocking-lookup-in-async'),
    noSync: pass.rules?.['n/no-sync']?.total,
  };
}

function print(title: string, counted: readonly Cost[]): void {
  const own = total(counted, (cost) => cost.own);
  const parse = total(counted, (cost) => cost.parse);
  const whole = total(counted, (cost) => cost.whole);
  const plain = counted.filter((cost) => cost.noSync !== undefined);
  const noSync = total(plain, (cost) => cost.noSync ?? 0);
  const perFile = (time: number, files = counted) =>
    `${((1000 * time) / files.length).toFixed(0).padStart(8)} µs a file`;
  console.log(`${title}: ${counted.length}`);
  console.log(`  the rules       ${perFile(own)}   ${((100 * own) / whole).toFixed(2)} % of the whole run`);
  console.log(`  the whole run   ${perFile(whole)}`);
  console.log(`  the parser      ${perFile(parse)}   ratio ${(own / parse).toFixed(3)}`);
  const ratio = total(plain, (cost) => cost.own) / noSync;
  console.log(
    `  n/no-sync       ${perFile(noSync, plain)}   ratio ${ratio.toFixed(2)} on JavaScript: ${plain.length}\n`,
  );
}

function total(costs: readonly Cost[], read: (cost: Cost) => number): number {
  return costs.reduce((sum, cost) => sum + read(cost), 0);
}
