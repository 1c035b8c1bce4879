import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { run } from '../support/program.ts';
import { packPackages } from '../support/tarballs.ts';
import { Commands } from './commands.ts';
import { countFindings } from './findings.ts';
import { installLinter, Linter } from './linter.ts';
import { nameRuntime } from './manifests.ts';
import { readOptions } from './options.ts';
import { printFindings, printOutcome, type State } from './report.ts';
import { readTestResults, type TestResults } from '../../eslint-plugin/dist/command/verify/test-results.js';
import { typeErrors } from '../../eslint-plugin/dist/command/verify/type-errors.js';

const options = readOptions(process.argv.slice(2));
const { test } = options;
const project = await realpath(options.project);
const out = resolve(options.out);
const commands = new Commands(project, options.limit);

if ((await git('status', '--porcelain', '--untracked-files=no')) !== '') {
  throw new Error(`${project} has changes: they would be mixed with the fix, and lost after it`);
}
await mkdir(out, { recursive: true });
const tarballs = await packPackages(out);
const linterFolder = join(out, 'linter');
await installLinter(linterFolder, tarballs.plugin);
const linter = new Linter(linterFolder, { ...options, project });

await commands.require(options.install.replaceAll('{runtime}', tarballs.runtime), join(out, 'install.log'));
// Installing may rewrite the lock file, which is not what is compared.
await restore();
try {
  const reported = (await linter.lint({ fix: false })).filter(({ reports }) => reports.length > 0);
  await nameRuntime(reported.map(({ filePath }) => filePath));
  const found = await linter.lint({ fix: false });
  await writeFile(join(out, 'findings.json'), JSON.stringify(found, undefined, 2));
  printFindings(countFindings(found));
  if (test !== undefined) await prove(test);
} finally {
  if (!options.keep) await restore();
}

/** Fixes the project between two rounds of its own checks. */
async function prove(testCommand: string): Promise<void> {
  const before = await check('before', testCommand);
  await linter.lint({ fix: true });
  await writeFile(join(out, 'fix.diff'), await git('diff'));
  const after = await check('after', testCommand);
  if (!printOutcome(before, after)) process.exitCode = 1;
}

/** Puts everything back that is not as it was committed. */
async function restore(): Promise<void> {
  await git('checkout', '--quiet', '--', '.');
}

/** Builds, type checks and tests the project as it stands; each log and test report stays in a file. */
async function check(stage: 'before' | 'after', testCommand: string): Promise<State> {
  const { build, types: typeCommand } = options;
  if (build !== undefined) await commands.require(build, join(out, `${stage}-build.log`));
  const checked = typeCommand && (await commands.run(typeCommand, join(out, `${stage}-types.log`))).output;
  const tests: TestResults[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const report = join(out, `${stage}-tests-${round}.json`);
    await commands.run(testCommand.replaceAll('{report}', report), join(out, `${stage}-tests-${round}.log`));
    tests.push(await readTestResults(report));
  }
  return { types: typeErrors(checked ?? ''), tests };
}

/** Runs git in the project and gives what it printed. */
async function git(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('git', args, { cwd: project });
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed in ${project}: ${stderr}`);
  return stdout;
}
