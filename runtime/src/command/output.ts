/** Writes reports and comparisons in the format that is asked for. */
import { type Command, Option } from 'commander';
import { stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { compare } from '../report/compare.ts';
import { comparisonToMarkdown, toMarkdown } from '../report/markdown.ts';
import { comparisonToPage, toPage } from '../report/page.ts';
import { readRecordings } from '../report/read.ts';
import type { Report } from '../report/report.ts';
import { toSpeedscope } from '../report/speedscope.ts';
import { summarize } from '../report/summarize.ts';
import { comparisonToTerminal, toTerminal } from '../report/terminal.ts';
import { RecordingError } from '../report/validate.ts';
import { printable } from '../report/words.ts';

const formats = ['html', 'json', 'markdown', 'speedscope', 'table'] as const;

export interface Output {
  readonly format: (typeof formats)[number];
  readonly output?: string;
  /** Everything in a folder, not only its newest run. */
  readonly all: boolean;
}

export function addOutputOptions(command: Command, format: Output['format']): Command {
  return command
    .addOption(new Option('--format <format>', 'of what is written').choices(formats).default(format))
    .option(
      '--output <file>',
      'where it goes; a page goes to report.html beside the recordings, all else to standard output',
    )
    .option('--all', 'takes everything in a folder, not only the newest run', false);
}

/** What is wrong with files is said in a line. Anything else is a mistake of ours, and Node shows where. */
export async function orError(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    const isExpected = error instanceof RecordingError || (code !== undefined && syscall !== undefined);
    if (!isExpected) throw error;
    command.error(`error: ${printable((error as Error).message)}`);
  }
}

export async function writeReport(folder: string, output: Output): Promise<void> {
  const report = await read(folder, output);
  const texts = {
    html: () => toPage(report),
    json: () => json(report),
    markdown: () => toMarkdown(report),
    speedscope: () => toSpeedscope({ recorded: report }),
    table: () => toTerminal(report),
  };
  await put(texts[output.format](), output, folder);
}

export async function writeComparison(old: string, recent: string, output: Output): Promise<void> {
  const [before, after] = await Promise.all([read(old, output), read(recent, output)]);
  const compared = compare(before, after);
  const texts = {
    html: () => comparisonToPage(compared),
    json: () => json(compared),
    markdown: () => comparisonToMarkdown(compared),
    speedscope: () => toSpeedscope({ before, after }),
    table: () => comparisonToTerminal(compared),
  };
  await put(texts[output.format](), output, recent);
}

async function read(path: string, { all }: Output): Promise<Report> {
  try {
    return summarize(await readRecordings(path, all ? 'all' : 'newest'));
  } catch (error) {
    // What is wrong with a file is said without its name, and what is wrong with a path with it.
    if (error instanceof RecordingError && !error.message.startsWith(path)) {
      throw new RecordingError(`${path} ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A page is for a browser, so it goes to a file; all else may go through a pipe. */
async function put(text: string, { format, output }: Output, source: string): Promise<void> {
  if (output === undefined && format !== 'html') {
    process.stdout.write(text);
    return;
  }
  const file = output ?? join((await stat(source)).isDirectory() ? source : dirname(source), 'report.html');
  await writeFile(file, text, { mode: 0o600 });
  process.stderr.write(`${file} is written.\n`);
}
