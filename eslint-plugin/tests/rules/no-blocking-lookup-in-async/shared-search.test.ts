import { describe, expect, it } from 'vitest';
import { checkedFile } from '../../../src/rules/checked-file.ts';
import { defaultLookupOptions, defaultOptions, searchFor } from '../../../src/rules/options.ts';
import type { Options } from '../../../src/rules/options.ts';
import { parse } from '../../support/parse.ts';

const text = `import fs from 'node:fs';
export const f = async (p) => fs.existsSync(p) && fs.readFileSync(p);
`;
const place = {
  cwd: '/',
  filename: '/file.js',
  physicalFilename: '/file.js',
  languageOptions: { sourceType: 'module' },
} as const;

describe('a file that both rules check', () => {
  it('is searched once', () => {
    const sourceCode = parse(text);
    const first = checkedFile(sourceCode, searchFor(defaultOptions));
    const second = checkedFile(sourceCode, searchFor(defaultLookupOptions));
    expect(second).toBe(first);
    const found = first.found(place);
    expect(found?.findings.map(({ entry }) => entry.export)).toEqual(['existsSync', 'readFileSync']);
    expect(second.found(place)).toBe(found);
  });

  it.each<Partial<Options>>([
    { fix: 'all' },
    { prefer: 'native' },
    { topLevel: true },
    { callbacks: false },
    // Another object that says the same.
    { ignore: [] },
  ])('is searched once for options that decide what is done about a call: %j', (options) => {
    expect(searchFor({ ...defaultOptions, ...options })).toBe(searchFor(defaultOptions));
  });

  it.each<Partial<Options>>([
    { runs: 'serial' },
    { runtime: '#threads' },
    { cheap: true },
    { load: true },
    { indirect: false },
    { crossFile: true },
    { typed: true },
    { additional: [{ module: 'a', export: 'b' }] },
    { ignore: ['fs.existsSync'] },
    { offThread: ['a.b'] },
  ])('is searched again for options that decide what is found: %j', (options) => {
    expect(searchFor({ ...defaultOptions, ...options })).not.toBe(searchFor(defaultOptions));
  });

  it('is searched again under another name, which can be in another package', () => {
    const file = checkedFile(parse(text), searchFor(defaultOptions));
    const found = file.found(place);
    expect(file.found({ ...place, filename: '/other.js', physicalFilename: '/other.js' })).not.toBe(found);
  });

  it('is another file after it has changed', () => {
    const search = searchFor(defaultOptions);
    expect(checkedFile(parse(text), search)).not.toBe(checkedFile(parse(text), search));
  });

  it.each(['concurrent', 'serial'] as const)('hands on that its functions are %s', (runs) => {
    const file = checkedFile(parse(text), searchFor({ ...defaultOptions, runs }));
    expect(file.found(place)?.runs).toBe(runs);
  });
});
