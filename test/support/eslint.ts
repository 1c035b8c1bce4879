import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ESLint } from 'eslint';
import { runNode } from './program.ts';

/** One reported place, in a form that a reader can write down. */
export interface Report {
  /** Path from the linted folder, with forward slashes. */
  readonly file: string;
  /** The name that stands where the report starts: `fs.readFileSync`. */
  readonly name: string;
  readonly ruleId: string | null;
  readonly messageId: string | undefined;
  readonly message: string;
}

export interface LintRun {
  readonly code: number | null;
  readonly stderr: string;
  readonly reports: readonly Report[];
  /** The text of each file that `--fix` or `--fix-dry-run` changes, by its path from the linted folder. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs ESLint by its command line in a folder where it is installed. */
export async function eslint(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<LintRun> {
  const entry = join(folder, 'node_modules/eslint/bin/eslint.js');
  const { code, stdout, stderr } = await runNode([entry, '--format', 'json', ...args], { cwd: folder, env });
  // When the configuration itself is wrong, ESLint writes no results.
  const results = stdout === '' ? [] : (JSON.parse(stdout) as ESLint.LintResult[]);
  const reports = await Promise.all(results.map((result) => describeReports(folder, result)));
  const outputs = results.flatMap(({ filePath, output }) =>
    output === undefined ? [] : [[pathFrom(folder, filePath), output] as const],
  );
  return { code, stderr, reports: reports.flat(), outputs: Object.fromEntries(outputs) };
}

/**
 * `file name` of each report, file by file in the order of the source: what the tests state by hand. The call of a
 * helper that blocks also says what it comes down to: `file helper → fs.readFileSync`.
 */
export function summarize(reports: readonly Report[]): string[] {
  return reports.map(({ file, name, messageId, message }) => {
    const path = messageId === 'blockingIndirect' ? / → .*(?= \()/.exec(message)?.[0] : '';
    return `${file} ${name}${path ?? ''}`;
  });
}

/** The same, each with the reason why it was not fixed; undefined where the report gives none. */
export function summarizeReasons(reports: readonly Report[]): [report: string, reason: string | undefined][] {
  const reasons = reports.map(
    ({ message }) =>
      /Not fixed automatically(?:, only suggested|, nor with `fix: 'safe'`)?: (.*?)(?: \(set `runs: 'serial'`.*\))?\.$/.exec(
        message,
      )?.[1],
  );
  return summarize(reports).map((report, index) => [report, reasons[index]]);
}

async function describeReports(folder: string, { filePath, messages }: ESLint.LintResult): Promise<Report[]> {
  const file = pathFrom(folder, filePath);
  const lines = (await readFile(filePath, 'utf8')).split('\n');
  return messages.map(({ line, column, ruleId, messageId, message }) => {
    const [name = ''] = /^[\w$.]*/.exec(lines[line - 1]?.slice(column - 1) ?? '') ?? [];
    return { file, name, ruleId, messageId, message };
  });
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll(sep, '/');
}
