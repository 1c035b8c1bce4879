import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How a pool is given a function. */
type Submit = (fn: (count: number) => number, count: number) => Promise<unknown>;

interface CrowdedModule {
  /** Gives it one that is made anew, and has 6,000 bindings around it. */
  readonly call: (submit: Submit) => Promise<unknown>;
}

export async function crowdedModule(): Promise<CrowdedModule> {
  const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));
  const file = join(folder, 'crowded.mjs');
  const bindings = Array.from({ length: 6000 }, (_, i) => `export const binding${String(i)} = ${String(i)};`);
  const call = 'export const call = (submit) => submit((count) => Math.abs(count + 1), 0);';
  writeFileSync(file, [...bindings, call].join('\n'));
  const crowded = (await import(pathToFileURL(file).href)) as CrowdedModule;
  rmSync(folder, { recursive: true });
  return crowded;
}
