/**
 * The whole check, `npm test`: builds, holds types and style, runs all tests, and says in its last lines what they came
 * to and what did not run. What has not run although nobody asked to leave it out is a failure.
 */
import process from 'node:process';
import { npmCommand } from './support/npm.ts';
import { spawnVisibly } from './support/program.ts';
import { closingLines, forget, kept, NOTHING, type Part, sum, type Tally } from './support/tally.ts';

/** Without these there is nothing to test. */
const BEFORE = ['build', 'typecheck', 'lint'] as const;

/** Each is run, whatever has become of the others. */
const PARTS = ['unit', 'editor'] as const;

const tally = await check();
console.log(`\n${closingLines(tally)}`);
if (tally.failed > 0) process.exitCode = 1;

async function check(): Promise<Tally> {
  for (const script of BEFORE) {
    const ended = await runScript(script);
    if (ended !== undefined)
      return failure(`No test was run, since \`npm run ${script}\` ended with ${ended}.`);
  }
  const tallies: Tally[] = [];
  for (const part of PARTS) tallies.push(await runPart(part));
  return sum(tallies);
}

async function runPart(part: Part): Promise<Tally> {
  await forget(part);
  const ended = await runScript(part);
  const tally = await kept(part);
  if (tally === undefined) {
    return failure(
      `\`npm run ${part}\` ended with ${ended ?? 'exit code 0'} before it had counted its tests.`,
    );
  }
  if (ended === undefined || tally.failed > 0) return tally;
  return sum([tally, failure(`\`npm run ${part}\` ended with ${ended}, though no test of it failed.`)]);
}

/** Runs an npm script to its end, and says how it ended if it failed. */
async function runScript(name: string): Promise<string | undefined> {
  const [command, ...args] = npmCommand(['run', name]);
  return spawnVisibly(command, args);
}

function failure(note: string): Tally {
  return { ...NOTHING, failed: 1, notes: [note] };
}
