import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { EXIT } from './exit-codes.ts';
import { abort, fix, resume } from './fix/fix.ts';
import type { FixSurroundings } from './fix/fix-run.ts';
import { interruptible } from './fix/interruption.ts';
import type { FixOptions } from './fix/options.ts';
import { markdownFix, prettyFix } from './fix/report.ts';
import type { FixResult } from './fix/result.ts';
import { writeResult } from './files/write-result.ts';
import { Repository } from './process/git.ts';
import { Project } from './project.ts';
import { scan } from './scan/scan.ts';
import { UserError } from './user-error.ts';
import { coloursFor, terminalProgress } from './terminal/terminal.ts';

/**
 * Fixes a folder, says what was done, and gives the exit code.
 *
 * @param worst mend no more than what held the event loop as long as the worst so many, when it was recorded
 */
export async function runFix(folder: string, given: FixOptions, worst?: number): Promise<number> {
  const project = await Project.open(folder, given);
  const options =
    worst === undefined ? given : { ...given, minBlockedMs: await timeOfWorst(project, given, worst) };
  const result = await interruptible((signal) => fix(project, options, surroundings(signal)));
  return report(result, options);
}

async function timeOfWorst(project: Project, options: FixOptions, worst: number): Promise<number> {
  const { problems } = await scan(project, options, {}, terminalProgress());
  const times = problems.flatMap(({ blocked }) => blocked?.longest ?? []);
  const least = times[Math.min(worst, times.length) - 1];
  if (least !== undefined) return least;
  throw new UserError(
    '--worst goes by a recording, and none names a call that is reported. Record with `npx to-thread trace -- <command>`, or name the recording with --trace.',
  );
}

/** Goes on with a run that was stopped. */
export async function runResume(folder: string): Promise<number> {
  const place = await placeOf(folder);
  const { result, options } = await interruptible((signal) => resume(place, surroundings(signal)));
  return report(result, options);
}

/** Puts back what a run has changed that was stopped. */
export async function runAbort(folder: string): Promise<number> {
  const warning = await abort(await placeOf(folder));
  process.stdout.write(`${warning ?? 'All files are as they were before the run.'}\n`);
  return warning === undefined ? EXIT.done : EXIT.failed;
}

async function placeOf(cwd: string): Promise<Pick<Project, 'cwd' | 'repository'>> {
  return { cwd, repository: await Repository.find(cwd) };
}

function surroundings(signal: AbortSignal): FixSurroundings {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return {
    ...{ signal, progress: terminalProgress() },
    ...(isTerminal && { confirm: (question: string) => confirm(question, signal) }),
  };
}

async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // It takes Ctrl-C for itself.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    terminal.close();
  }
}

async function report(result: FixResult, options: FixOptions): Promise<number> {
  process.stdout.write(prettyFix(result, coloursFor(process.stdout)));
  if (options.report !== undefined) {
    const text = options.report.endsWith('.json')
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : markdownFix(result);
    await writeResult(options.report, text);
  }
  return result.takenBack.length > 0 ? EXIT.problems : EXIT.done;
}
