import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { ESLint } from 'eslint';
import toThread from 'eslint-plugin-to-thread';
import { parser } from 'typescript-eslint';

/** One changed file: its path from the linted folder, its text before and after. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Gives what `npx eslint src` prints in a folder, and the number of problems in it. */
export async function lint(folder: string): Promise<{ output: string; problems: number }> {
  const eslint = createESLint(folder, false);
  const results = await eslint.lintFiles(['src']);
  const stylish = await eslint.loadFormatter('stylish');
  return { output: await stylish.format(results), problems: countProblems(results) };
}

/** Does what `npx eslint --fix src` does in a folder; gives the changed files and the number of problems left. */
export async function fix(folder: string): Promise<{ files: FixedFile[]; problemsLeft: number }> {
  const results = await createESLint(folder, true).lintFiles(['src']);
  const files: FixedFile[] = [];
  for (const { filePath, output: after } of results) {
    if (after === undefined) continue;
    const path = relative(folder, filePath).replaceAll(sep, '/');
    files.push({ path, before: await readFile(filePath, 'utf8'), after });
  }
  await ESLint.outputFixes(results);
  return { files, problemsLeft: countProblems(results) };
}

function createESLint(folder: string, fixProblems: boolean): ESLint {
  return new ESLint({
    cwd: folder,
    fix: fixProblems,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, toThread.configs.recommended],
  });
}

function countProblems(results: readonly ESLint.LintResult[]): number {
  return results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
}
