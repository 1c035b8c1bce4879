import { atRandom } from './choices.ts';
import type { Client } from './client.ts';
import type { GeneratedProgram, Round } from './generated-program.ts';
import { Outcomes } from './outcomes.ts';
import { printProgram, SNAPSHOT } from './print-program.ts';
import { compile, runGenerated } from './run-generated.ts';

/** What came of a generated program and its client. */
export interface Examination {
  readonly original: string;
  readonly fixed: string;
  /** An outcome of the fixed program that the original cannot have, and those that it can. */
  readonly impossible?: { readonly outcome: string; readonly possible: readonly string[] };
  /** Whether there were too many ways in which the original can go. */
  readonly isUndecided: boolean;
}

export interface ExamineOptions {
  readonly fix: (text: string) => string;
  /** Whose outcomes the original may have. */
  readonly client: Client;
  /** How often the fixed program runs. */
  readonly runs: number;
  readonly seed: number;
}

/** Fixes a program and runs it in many ways, each of which has to end as the original could have. */
export async function examine(
  program: GeneratedProgram,
  rounds: readonly Round[],
  { fix, client, runs, seed }: ExamineOptions,
): Promise<Examination> {
  const original = printProgram(program);
  const fixed = fix(original);
  const examination = { original, fixed, isUndecided: false };
  if (fixed === original) return examination;
  const start = compile(fixed + SNAPSHOT);
  const possible = new Outcomes(compile(original + SNAPSHOT), rounds, client);
  for (let run = 0; run < runs; run++) {
    const outcome = await runGenerated(start, rounds, 'in order', atRandom(seed + run));
    const isPossible = await possible.include(outcome);
    if (isPossible === undefined) return { ...examination, isUndecided: true };
    if (!isPossible) return { ...examination, impossible: { outcome, possible: [...possible.known] } };
  }
  return examination;
}
