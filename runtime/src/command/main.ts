/** The command `to-thread`. */
import process from 'node:process';
import { RecordingError } from '../report/validate.ts';
import { printable } from '../report/words.ts';
import { type Task, taskOf } from './arguments.ts';
import { comparison, report } from './report.ts';
import { trace } from './trace.ts';
import { usage, UsageError } from './usage.ts';

/** Set by the build. */
declare const VERSION: string;

try {
  await run(taskOf(process.argv.slice(2)));
} catch (error) {
  // Anything else is a mistake of ours, and Node shows where.
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isExpected = error instanceof UsageError || error instanceof RecordingError || (code && syscall);
  if (!isExpected) throw error;
  process.stderr.write(`to-thread: ${printable((error as Error).message)}\n`);
  if (error instanceof UsageError) process.stderr.write('`to-thread help` shows what there is.\n');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run(task: Task): Promise<void> {
  switch (task.kind) {
    case 'help':
      process.stdout.write(usage);
      break;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      break;
    case 'report':
      await report(task);
      break;
    case 'compare':
      await comparison(task);
      break;
    case 'trace': {
      const end = await trace(task);
      // Whoever waits for this process sees what it would have seen of the command.
      if ('code' in end) process.exitCode = end.code;
      else process.kill(process.pid, end.signal);
    }
  }
}
