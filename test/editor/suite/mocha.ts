import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { Tally } from '../../support/tally.ts';
import { MARK } from './mark.ts';

/**
 * The shared check gives a test a second try, and says so: a window on a busy machine has moods that are not ours.
 * Whoever works on a test sees each failure.
 */
const RETRIES = process.env['CI'] === undefined ? 0 : 1;

/**
 * Runs tests inside the extension host. VS Code calls `run` of the file it is given, and takes a rejection for a
 * failed test.
 */
export async function runMocha(define: () => void): Promise<void> {
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({ ui: 'bdd', color: true, timeout: 120_000, retries: RETRIES });
  // What Mocha does for each file that it loads; here all tests are in the file that runs already.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  define();
  const notes: string[] = [];
  const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('Mocha has counted nothing'));
    });
    runner.on('pending', (test: Mocha.Test) => {
      notes.push(`Not run, since it says so itself: ${test.fullTitle()}`);
    });
    runner.on('retry', (test: Mocha.Test, { message }: Error) => {
      print(`  ${test.fullTitle()}: failed, and is tried again: ${message}`);
    });
  });
  const tally: Tally = { passed: passes, failed: failures, skipped: pending, notes };
  await writeFile(passedOn('TO_THREAD_TALLY'), JSON.stringify(tally));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** Prints for the launcher, which has to tell our lines from those of the editor. */
export function print(...values: readonly unknown[]): void {
  for (const line of format(...values).split('\n')) console.log(`${MARK}${line}`);
}

/** A value that the launcher passed on. */
export function passedOn(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the launcher has not set ${name}`);
  return value;
}
