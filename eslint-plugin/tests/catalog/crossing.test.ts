import { describe, expect, it } from 'vitest';
import { nodeCatalog } from '../../src/catalog/index.ts';

const { toThread } = (await import(new URL('../../../runtime/dist/index.js', import.meta.url).href)) as {
  toThread: (fn: unknown, ...args: unknown[]) => Promise<unknown>;
};

/** What an entry names, where the running Node has it. */
function functionOf(module: string, path: string): unknown {
  let value: unknown = module === 'globalThis' ? globalThis : process.getBuiltinModule(module);
  for (const step of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

const crossing = nodeCatalog
  .filter((entry) => entry.crossing === 'ok' && entry.receiver === undefined)
  .map((entry) => ({ name: `${entry.module}.${entry.export}`, fn: functionOf(entry.module, entry.export) }))
  .filter(({ fn }) => fn !== undefined);

describe('what the catalog moves to another thread', () => {
  it('is most of it', () => {
    expect(crossing.length).toBeGreaterThan(60);
  });

  it.each(crossing)('is found there by the runtime: $name', async ({ fn }) => {
    // A symbol is looked at after the function, and refused before anything runs.
    await expect(toThread(fn, Symbol('argument'))).rejects.toMatchObject({ code: 'ERR_CANNOT_CROSS' });
  });
});
