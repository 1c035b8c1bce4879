import { describe, expect, it } from 'vitest';
import { nodeCatalog } from '../../src/catalog/index.ts';
import { disagreements } from './audit.ts';
import { exceptions } from './exceptions.ts';
import { blockingFunctions } from './running-node.ts';

describe('the catalog and the running Node', () => {
  it('agree', async () => {
    expect(await disagreements()).toEqual([]);
  });

  it('are compared over every module that blocks', async () => {
    const found = await blockingFunctions();
    expect([...found]).toEqual(
      expect.arrayContaining([
        'fs.readFileSync',
        'fs.realpathSync',
        'fs.Dir.readSync',
        'child_process.execSync',
        'crypto.scryptSync',
        'zlib.gzipSync',
        'globalThis.Atomics.wait',
        'sqlite.DatabaseSync',
        'sqlite.StatementSync.all',
      ]),
    );
    expect([...found].filter((name) => name.startsWith('fs.')).length).toBeGreaterThan(40);
  });

  it('disagree when an entry is missing', async () => {
    const without = nodeCatalog.filter((entry) => entry.export !== 'readFileSync');
    expect(await disagreements(without)).toEqual([
      'fs.readFileSync blocks and is in neither the catalog nor the exceptions.',
    ]);
  });

  it('disagree when an entry names what Node has not', async () => {
    const [first] = nodeCatalog;
    if (!first) throw new Error('The catalog is empty.');
    expect(await disagreements([...nodeCatalog, { ...first, export: 'readMindSync' }])).toEqual([
      `fs.readMindSync does not exist in Node ${process.versions.node}.`,
    ]);
  });

  it('disagree when an entry says it is newer than it is', async () => {
    const entries = nodeCatalog.map((entry) =>
      entry.export === 'readFileSync' ? { ...entry, since: '99.0.0' } : entry,
    );
    expect(await disagreements(entries)).toEqual([
      `fs.readFileSync exists in Node ${process.versions.node}.`,
    ]);
  });

  it('disagree when a twin does not exist', async () => {
    const entries = nodeCatalog.map((entry) =>
      entry.export === 'readFileSync' && entry.native
        ? { ...entry, native: { ...entry.native, export: 'readMind' } }
        : entry,
    );
    expect(await disagreements(entries)).toEqual([
      'fs.readFileSync: its twin fs/promises.readMind does not exist.',
    ]);
  });

  it('disagree when an exception is stale', async () => {
    expect(
      await disagreements(nodeCatalog, { ...exceptions, 'fs.readMindSync': 'It reads no mind.' }),
    ).toEqual(['fs.readMindSync is excused, and this Node has none.']);
  });

  it('disagree when a function is both listed and excused', async () => {
    expect(await disagreements(nodeCatalog, { ...exceptions, 'fs.readFileSync': 'It is quick.' })).toEqual([
      'fs.readFileSync is both in the catalog and an exception.',
    ]);
  });

  it('have a sentence for every exception', () => {
    for (const reason of Object.values(exceptions)) expect(reason).toMatch(/^[A-Z`].{20,}\.$/);
  });
});
