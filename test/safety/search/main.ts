/**
 * Looks for programs that the fix breaks:
 * `npm run safety:search -w @to-thread/test -- [--seconds 60 | --programs 500] [--seed 1] [--shrink 20] [--strict] [--all]`.
 *
 * Programs are generated, fixed, and run with everything that takes time coming in many orders. Each outcome has to be
 * one that the original can have: for a client that starts its calls in whatever order, or with `--strict` in the
 * order in which it does. A program that breaks is made smaller for `--shrink` seconds. `--all` awaits every blocking
 * call, which has to break many.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { format } from 'prettier';
import { removeFolder, temporaryFolder } from '../../support/app.ts';
import { type Examination, examine, type ExamineOptions } from './examine.ts';
import { fixerIn } from './fix-text.ts';
import { generatedProgram, type Round, schedule } from './generated-program.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    programs: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    shrink: { type: 'string', default: '20' },
    strict: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

/** How often each fixed program runs. */
const RUNS = 16;

/** After so many programs, and after each that is broken, another seed is taken. */
const MOST_OF_A_SEED = 1000;

const folder = await temporaryFolder('search');
await writeFile(join(folder, 'package.json'), '{"name":"generated","dependencies":{"to-thread":"*"}}');
await mkdir(join(folder, 'files'));
process.chdir(join(folder, 'files'));

const fix = fixerIn(folder, values.all ? 'all' : 'safe');
const tally = { programs: 0, fixed: 0, undecided: 0, broken: 0 };
const end = Date.now() + Number(values.seconds ?? 3600) * 1000;
const most = Number(values.programs ?? Infinity);

for (let seed = Number(values.seed); Date.now() < end && tally.programs < most; seed++) await search(seed);

console.log(
  Object.entries(tally)
    .map(([name, count]) => `${count} ${name}`)
    .join(', '),
);
process.exitCode = tally.broken > 0 ? 1 : 0;
process.chdir(folder);
await removeFolder(folder);

/** Goes through programs until one is broken, and makes that as small as it can. */
async function search(seed: number): Promise<void> {
  const options: ExamineOptions = {
    fix,
    client: values.strict ? 'in order' : 'any order',
    runs: RUNS,
    seed,
  };
  let isShrinking = false;
  // Not with the limit of fast-check, which leaves a run going on in the folder that the next one needs.
  let limit = end;
  const property = fc.asyncProperty(generatedProgram, schedule, async (program, rounds) => {
    if (Date.now() > limit) return true;
    const { original, fixed, impossible, isUndecided } = await examine(program, rounds, options);
    if (!isShrinking) {
      tally.programs++;
      if (fixed !== original) tally.fixed++;
      if (isUndecided) tally.undecided++;
    }
    if (impossible && !isShrinking) {
      isShrinking = true;
      limit = Date.now() + Number(values.shrink) * 1000;
    }
    return impossible === undefined;
  });
  const { counterexample } = await fc.check(property, {
    seed,
    // Small programs first, as fast-check would have it, have nothing in them that could break.
    unbiased: true,
    numRuns: Math.min(most - tally.programs, MOST_OF_A_SEED),
  });
  if (!counterexample) return;
  tally.broken++;
  const [program, rounds] = counterexample;
  console.log(await describe(await examine(program, rounds, options), rounds, seed));
}

async function describe(
  { fixed, impossible }: Examination,
  rounds: readonly Round[],
  seed: number,
): Promise<string> {
  const calls = rounds.map(
    ({ calls, waits }) =>
      calls.map(({ callee, argument }) => `f${callee}(${argument})`).join(', ') + (waits ? ', waits' : ''),
  );
  return `--- broken, seed ${seed}
${await format(fixed, { parser: 'babel', singleQuote: true, printWidth: 110 })}
the client calls: ${calls.join('; ')}
it comes to:      ${impossible?.outcome ?? ''}
it could come to: ${impossible?.possible.join('\n                  ') ?? ''}
`;
}
