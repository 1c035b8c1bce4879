/** Writes reports and comparisons in the format that is asked for. */
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
import type { Output, Task } from './arguments.ts';

export async function report(task: Extract<Task, { kind: 'report' }>): Promise<void> {
  const report = await read(task.folder, task);
  const texts = {
    html: () => toPage(report),
    json: () => json(report),
    markdown: () => toMarkdown(report),
    speedscope: () => toSpeedscope({ recorded: report }),
    table: () => toTerminal(report),
  };
  await put(texts[task.format](), task, task.folder);
}

export async function comparison(task: Extract<Task, { kind: 'compare' }>): Promise<void> {
  const [before, after] = await Promise.all([read(task.before, task), read(task.after, task)]);
  const compared = compare(before, after);
  const texts = {
    html: () => comparisonToPage(compared),
    json: () => json(compared),
    markdown: () => comparisonToMarkdown(compared),
    speedscope: () => toSpeedscope({ before, after }),
    table: () => comparisonToTerminal(compared),
  };
  await put(texts[task.format](), task, task.after);
}

async function read(path: string, { runs }: Output): Promise<Report> {
  try {
    return summarize(await readRecordings(path, runs));
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
