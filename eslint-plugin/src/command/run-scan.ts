import { resolve } from 'node:path';
import process from 'node:process';
import { EXIT } from './exit-codes.ts';
import type { FileChoice } from './files/find-files.ts';
import { writeResult } from './files/write-result.ts';
import { Project } from './project.ts';
import { formatted } from './scan/formats/format.ts';
import type { Format } from './scan/formats/format.ts';
import { scan } from './scan/scan.ts';
import { coloursFor, PLAIN, terminalProgress } from './terminal/terminal.ts';

interface ScanOptions extends FileChoice {
  readonly config: boolean;
  readonly runs?: 'serial' | 'concurrent' | undefined;
  readonly format: Format;
  /** File that gets what is said, from the folder. */
  readonly output?: string | undefined;
  /** How many errors are no failure. */
  readonly maxProblems: number;
  readonly trace?: string | undefined;
  /** How many of the problems to say, the worst ones; without it all. */
  readonly worst?: number | undefined;
}

/** Scans a folder, says what there is, and gives the exit code. */
export async function runScan(folder: string, options: ScanOptions): Promise<number> {
  const { format, output, maxProblems, runs, worst } = options;
  const project = await Project.open(folder, options);
  const wishes = runs ? { both: { runs } } : {};
  const whole = await scan(project, options, wishes, terminalProgress());
  const result = { ...whole, problems: whole.problems.slice(0, worst) };
  const colours = output === undefined ? coloursFor(process.stdout) : PLAIN;
  const text = formatted(result, format, colours);
  if (output === undefined) process.stdout.write(text);
  else await writeResult(resolve(folder, output), text);
  if (result.summary.errors > maxProblems) return EXIT.problems;
  return result.unread.length > 0 ? EXIT.failed : EXIT.done;
}
