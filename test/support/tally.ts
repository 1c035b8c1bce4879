import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many tests of some part of the suite passed and failed, and how many could not be run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The parts of the suite, each of which is a command of its own. */
const PARTS = ['unit', 'editor'] as const;

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NOTHING,
  );
}

/** The line that scripts around a run read. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Keeps the tally of a part, for the total at the end of the whole suite. */
export async function keep(part: (typeof PARTS)[number], tally: Tally): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(part), JSON.stringify(tally));
}

/** The total of all parts, each as it was run last. */
export async function total(): Promise<Tally> {
  const tallies = PARTS.map(async (part) => JSON.parse(await readFile(fileOf(part), 'utf8')) as Tally);
  return sum(await Promise.all(tallies));
}

const folder = join(import.meta.dirname, '../dist/tally');

function fileOf(part: string): string {
  return join(folder, `${part}.json`);
}
