import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journal, stateOf } from '../../../src/command/fix/journal.ts';
import type { FixOptions } from '../../../src/command/fix/options.ts';
import { temporaryFolder } from '../../support/folder.ts';

const options: FixOptions = {
  ...{ paths: [], exclude: [], tests: false, config: true, steps: ['safe'], timeout: 10 },
  verify: 'npm test',
};

/** A project with a file, and a journal that is begun. */
async function begun() {
  const folder = temporaryFolder({ 'a.js': 'before', '.git/': '' });
  const place = join(folder, '.git/to-thread');
  const journal = await Journal.begin(place, { cwd: folder, options, head: 'abc' });
  return { folder, file: join(folder, 'a.js'), place, journal };
}

describe('a journal', () => {
  it('puts back what it has written, from what is on disk alone', async () => {
    const { file, place, journal } = await begun();
    await journal.write(file, Buffer.from('after'));
    await journal.write(file, Buffer.from('after that'));
    expect(readFileSync(file, 'utf8')).toBe('after that');
    const found = await Journal.find(place);
    expect(found?.options).toEqual(options);
    expect(await found?.restore()).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe('before');
  });

  it('leaves what somebody else has written meanwhile, and says so', async () => {
    const { file, journal } = await begun();
    await journal.write(file, Buffer.from('after'));
    writeFileSync(file, 'mine');
    expect(await journal.restore()).toEqual([file]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('takes away what another program has made at its word', async () => {
    const { folder, journal } = await begun();
    const made = join(folder, 'package-lock.json');
    await journal.free(made);
    writeFileSync(made, '{}');
    expect(await journal.restore()).toEqual([]);
    expect(existsSync(made)).toBe(false);
  });

  it('writes nothing through a link', async () => {
    const { folder, journal } = await begun();
    const link = join(folder, 'link.js');
    symlinkSync(join(folder, 'a.js'), link);
    await expect(journal.write(link, Buffer.from('after'))).rejects.toThrow('has become a link');
    expect(readFileSync(link, 'utf8')).toBe('before');
  });

  it('keeps what was found out', async () => {
    const { place, journal } = await begun();
    await journal.keepVerdict('state', [{ kind: 'test', name: 'loads', text: 'no' }]);
    const found = await Journal.find(place);
    expect(found?.verdict('state')).toEqual([{ kind: 'test', name: 'loads', text: 'no' }]);
    expect(found?.verdict('other')).toBeUndefined();
  });

  it('is one at a time', async () => {
    const { folder, place, journal } = await begun();
    const begin = () => Journal.begin(place, { cwd: folder, options, head: 'abc' });
    await expect(begin()).rejects.toThrow('`fix --resume` goes on with it');
    await journal.remove();
    await expect(begin()).resolves.toBeInstanceOf(Journal);
  });

  it('of a process that is still there belongs to that', async () => {
    const { place, journal } = await begun();
    expect(() => {
      journal.requireEnded();
    }).not.toThrow();
    const path = join(place, 'journal.json');
    const content = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...content, pid: process.ppid }));
    const other = await Journal.find(place);
    expect(() => {
      other?.requireEnded();
    }).toThrow(`process ${String(process.ppid)}`);
  });
});

it('a state is known by all that is in it, in any order', () => {
  const one = ['a', 'x'] as const;
  const other = ['b', 'y'] as const;
  expect(stateOf([one, other])).toBe(stateOf([other, one]));
  expect(stateOf([one])).not.toBe(stateOf([['a', 'xy']]));
  expect(stateOf([['ab', 'c']])).not.toBe(stateOf([['a', 'bc']]));
});
