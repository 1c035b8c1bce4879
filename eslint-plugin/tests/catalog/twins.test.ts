/**
 * A twin without a stated difference promises that `await twin(...args)` gives what the blocking call gave. Here
 * every such promise is put to the test: both are called, each in a folder of its own, and the answers compared.
 */

import * as childProcess from 'node:child_process';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeCatalog } from '../../src/catalog/index.ts';
import type { CatalogEntry, NativeTwin } from '../../src/catalog/index.ts';
import { answer, random, samples } from '../support/twin-samples.ts';
import type { AnyFunction } from '../support/twin-samples.ts';
import { expected } from './running-node.ts';

const modules: Readonly<Record<string, object>> = {
  child_process: childProcess,
  crypto,
  fs,
  'fs/promises': fsPromises,
  zlib,
};

const exact = nodeCatalog.filter(
  (entry) =>
    entry.native &&
    entry.native.difference === undefined &&
    entry.receiver === undefined &&
    !entry.construct &&
    // Constructors of archives, which are compared by what can be done with them.
    !entry.export.startsWith('Zip') &&
    expected(entry),
);

let folder = '';
beforeEach(async () => {
  folder = await fsPromises.realpath(await fsPromises.mkdtemp(join(tmpdir(), 'twins-')));
});
afterEach(async () => {
  await fsPromises.rm(folder, { recursive: true });
});

describe('an exact twin answers as the blocking function does', () => {
  it('and every one has a sample here', () => {
    expect(exact.map(nameOf).filter((name) => !(name in samples))).toEqual([]);
  });

  it.each(exact.map((entry) => ({ name: nameOf(entry), entry })))('$name', async ({ name, entry }) => {
    const direct = await answer(name, resolve(entry), join(folder, 'direct'));
    const awaited = await answer(name, asPromise(entry.native), join(folder, 'awaited'));
    expect(awaited.kind).toBe(direct.kind);
    if (!random.has(name)) expect(awaited.text).toEqual(direct.text);
    expect(awaited.tree).toEqual(direct.tree);
  });
});

/** Functions whose errors name what the system made up, or whose twin adds the path to them. */
const otherErrors = new Set(['fs.mkdtempSync', 'fs.opendirSync']);

const takesPath = exact.map(nameOf).filter((name) => {
  const [first] = samples[name]?.('/folder', 0) ?? [];
  return typeof first === 'string' && first.startsWith('/folder') && !otherErrors.has(name);
});

describe('an exact twin fails as the blocking function does', () => {
  it.each(takesPath)('%s', async (name) => {
    const entry = exact.find((candidate) => nameOf(candidate) === name);
    if (!entry) throw new Error(`No entry ${name}.`);
    // Nothing can be read or made below a file.
    await fsPromises.writeFile(join(folder, 'file'), '');
    const args = samples[name]?.(join(folder, 'file'), 0) ?? [];
    const direct = await failure(() => resolve(entry)(...args));
    expect(direct).toHaveProperty('code');
    expect(await failure(() => asPromise(entry.native)(...args))).toEqual(direct);
  });
});

/** All that an error says, or the value where there is none. */
async function failure(call: () => unknown): Promise<unknown> {
  try {
    return { value: await call() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const own: object = Object.fromEntries(Object.entries(error));
    return { ...own, class: error.constructor.name, name: error.name, message: error.message };
  }
}

function asPromise(native: NativeTwin | undefined): AnyFunction {
  if (!native) throw new Error('No twin.');
  const fn = resolve(native);
  return native.style === 'callback' ? promisify(fn) : fn;
}

function resolve({ module, export: exportPath }: { module: string; export: string }): AnyFunction {
  let value: unknown = modules[module];
  for (const step of exportPath.split('.')) value = Reflect.get(value as object, step);
  return value as AnyFunction;
}

function nameOf(entry: CatalogEntry): string {
  return `${entry.module}.${entry.export}`;
}
