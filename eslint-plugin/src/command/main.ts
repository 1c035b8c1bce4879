#!/usr/bin/env node
import process from 'node:process';
import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Interruption } from './fix/interruption.ts';
import { createProgram, withPresets } from './program.ts';
import { quietenWarnings } from './terminal/warnings.ts';
import { UserError } from './user-error.ts';

quietenWarnings();
try {
  const program = createProgram((code) => (process.exitCode = code));
  await program.parseAsync(withPresets(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  process.exitCode = say(error);
}

/** Says what went wrong, and gives the exit code. */
function say(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed;
  if (error instanceof Interruption) {
    const further = error.canResume
      ? '\n`npx eslint-plugin-to-thread fix --resume` goes on, `… fix --abort` forgets the run.'
      : '';
    process.stderr.write(`${error.message}${further}\n`);
    return error.exitCode;
  }
  // A mistake of ours has to show where it is.
  process.stderr.write(
    `${error instanceof UserError ? error.message : String((error as Error).stack ?? error)}\n`,
  );
  return EXIT.failed;
}
