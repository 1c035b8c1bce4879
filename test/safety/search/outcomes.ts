import { atRandom, EveryChoice } from './choices.ts';
import type { Client } from './client.ts';
import type { Round } from './generated-program.ts';
import { runGenerated, type Start } from './run-generated.ts';

/** Runs at random find most outcomes soon; only then is every way gone through, which may take too long. */
const RANDOM_RUNS = 30;
const MOST_RUNS = 1500;

/** All that can come of a program; found out as far as somebody asks. */
export class Outcomes {
  readonly #known = new Set<string>();
  readonly #found: AsyncGenerator<string, 'all' | 'too many'>;
  #end: 'all' | 'too many' | undefined;

  constructor(start: Start, rounds: readonly Round[], client: Client) {
    this.#found = find(start, rounds, client);
  }

  /** Those found so far. */
  get known(): ReadonlySet<string> {
    return this.#known;
  }

  /** Whether an outcome is possible; undefined where there are too many ways to tell. */
  async include(outcome: string): Promise<boolean | undefined> {
    while (!this.#known.has(outcome) && this.#end === undefined) {
      const { done, value } = await this.#found.next();
      if (done) this.#end = value;
      else this.#known.add(value);
    }
    return this.#known.has(outcome) || (this.#end === 'all' ? false : undefined);
  }
}

async function* find(
  start: Start,
  rounds: readonly Round[],
  client: Client,
): AsyncGenerator<string, 'all' | 'too many'> {
  for (let seed = 0; seed < RANDOM_RUNS; seed++) {
    yield await runGenerated(start, rounds, client, atRandom(seed));
  }
  const every = new EveryChoice();
  for (let run = 0; run < MOST_RUNS; run++) {
    yield await runGenerated(start, rounds, client, every.choose);
    if (!every.next()) return 'all';
  }
  return 'too many';
}
