import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many tests of some part of the suite passed and failed, and how many did not run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What a person has to know beside: what did not run, for which reason, and how it is made to run. */
  readonly notes: readonly string[];
}

/** A part of the suite, which is an npm script of its own. */
export type Part = 'unit' | 'editor';

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0, notes: [] };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed, skipped, notes }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      notes: [...total.notes, ...notes],
    }),
    NOTHING,
  );
}

/** The last lines of a run: the notes, and the line that scripts around a run read. */
export function closingLines({ passed, failed, skipped, notes }: Tally): string {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...notes, counts].join('\n');
}

/** Keeps the tally of a part, for the total at the end of the whole suite. */
export async function keep(part: Part, tally: Tally): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(part), JSON.stringify(tally));
}

/** The tally that a part has kept since it was forgotten; undefined when it ended before it had one. */
export async function kept(part: Part): Promise<Tally | undefined> {
  const text = await readFile(fileOf(part), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Tally);
}

/** Forgets what an earlier run has kept. */
export async function forget(part: Part): Promise<void> {
  await rm(fileOf(part), { force: true });
}

const folder = join(import.meta.dirname, '../dist/tally');

function fileOf(part: Part): string {
  return join(folder, `${part}.json`);
}
