import type { Command } from 'commander';
import { FOLDER } from './folder.ts';
import { addOutputOptions, orError, type Output, writeComparison } from './output.ts';
import { runTraced } from './run-traced.ts';

interface TraceOptions extends Output {
  readonly folder: string;
  readonly watch: boolean;
  readonly compare: boolean;
}

/** `npx to-thread trace`: records a command, or compares two recordings. */
export function addTrace(program: Command): void {
  const command = program
    .command('trace')
    .description('records what blocks the event loop while a command runs, in it and in all that it starts')
    .argument('<command...>', 'what to run, behind --; or with --compare two recordings or folders of them')
    .option('--folder <folder>', 'where recordings go', FOLDER)
    .option('--watch', 'shows the table also while the command runs', false)
    .option('--compare', 'shows two recordings beside each other: trace --compare before after', false);
  addOutputOptions(command, 'table').action(trace);
}

async function trace(words: [string, ...string[]], options: TraceOptions, command: Command): Promise<void> {
  if (options.compare) {
    const [before, after, ...others] = words;
    if (after === undefined || others.length > 0) {
      command.error('--compare takes two recordings: to-thread trace --compare before after');
    }
    await orError(command, () => writeComparison(before, after, options));
    return;
  }
  if (command.getOptionValueSource('format') !== 'default' || options.output !== undefined) {
    command.error('--format and --output are for `to-thread report`, and for --compare');
  }
  const end = await runTraced({ ...options, command: words });
  // Whoever waits for this process sees what it would have seen of the command.
  if ('code' in end) process.exitCode = end.code;
  else process.kill(process.pid, end.signal);
}
