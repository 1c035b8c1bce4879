/**
 * Every function of the catalog that has a twin, under each way to import it: the suggestion is applied, and nothing
 * blocks then. Those of Node are also run, before and after.
 */

import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInCatalog, nodeCatalog } from '../../../src/catalog/index.ts';
import type { CatalogEntry } from '../../../src/catalog/index.ts';
import { expected } from '../../catalog/running-node.ts';
import { lint } from '../../support/eslint.ts';
import { suggestions } from '../../support/suggestions.ts';
import { answer, random, samples } from '../../support/twin-samples.ts';
import type { AnyFunction } from '../../support/twin-samples.ts';

/** Methods of instances take types to be told, and have no import. */
const entries = builtInCatalog.entries.filter(({ native, receiver }) => native && receiver === undefined);

/** Strict options: what is cheap has twins too. */
const settings = { options: { cheap: true } };

/** A module with a function that passes its arguments on to the blocking function. */
function moduleCalling(entry: CatalogEntry, style: 'namespace' | 'name', args: string): string {
  const { module, export: exportPath, construct } = entry;
  const [root = '', ...rest] = exportPath.split('.');
  const [head, callee] =
    module === 'globalThis'
      ? ['', exportPath]
      : style === 'namespace'
        ? [`import * as all from '${module}';\n`, `all.${exportPath}`]
        : [`import { ${root} as one } from '${module}';\n`, ['one', ...rest].join('.')];
  return `${head}export async function f(${args}) {\n  return ${construct ? 'new ' : ''}${callee}(${args});\n}\n`;
}

describe.each(['namespace', 'name'] as const)('the twin of a function imported by %s', (style) => {
  it.each(entries.map((entry) => ({ name: nameOf(entry), entry })))('$name', async ({ entry }) => {
    const text = moduleCalling(entry, style, 'a');
    const applied = await suggestions(text, 'useNative', settings);
    const { form, style: answers, difference, caveat } = entry.native ?? {};
    expect(applied).toHaveLength(answers === 'other' && form === undefined ? 0 : 1);
    for (const { text: changed, says } of applied) {
      expect((await lint(changed, settings)).messages).toEqual([]);
      expect(changed).toMatch(/\bawait /);
      const remains = form === undefined ? difference : caveat;
      if (remains !== undefined) expect(says).toContain(remains);
    }
  });
});

const running = nodeCatalog.filter(
  (entry) => nameOf(entry) in samples && entry.native && entry.receiver === undefined && expected(entry),
);

describe('a module with the twin answers as it did', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'native-')));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it.each(running.map((entry) => ({ name: nameOf(entry), entry })))('$name', async ({ name, entry }) => {
    const count = samples[name]?.(folder, 0).length ?? 0;
    // Only a list in place tells `execFile` the arguments from the options.
    const args = Array.from({ length: count }, (_, i) =>
      entry.export === 'execFileSync' && i === 1 ? '[...b1]' : `b${i}`,
    );
    const parameters = args.map((_, i) => `b${i}`).join(', ');
    const text = moduleCalling(entry, 'name', 'ARGS')
      .replace('f(ARGS)', `f(${parameters})`)
      .replace('(ARGS)', `(${args.join(', ')})`);
    const [applied] = await suggestions(text, 'useNative', settings);
    const direct = await answer(name, await load('direct.mjs', text), join(folder, 'direct'));
    const awaited = await answer(
      name,
      await load('awaited.mjs', applied?.text ?? ''),
      join(folder, 'awaited'),
    );
    expect(awaited.kind).toBe(direct.kind);
    if (!random.has(name)) expect(awaited.text).toEqual(direct.text);
    expect(awaited.tree).toEqual(direct.tree);
  });

  async function load(file: string, text: string): Promise<AnyFunction> {
    const path = join(folder, file);
    await writeFile(path, text);
    const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { f: AnyFunction };
    return module.f;
  }
});

function nameOf(entry: CatalogEntry): string {
  return `${entry.module}.${entry.export}`;
}
