/**
 * All of it in one go, as in the demo: a server is recorded under load, fixed, and recorded again. What was fixed is gone
 * from the main thread.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeCopies } from './demo/copies.ts';
import { fix } from './demo/lint.ts';
import { compareRecordings, record, writePage } from './demo/recording.ts';
import { removeFolder, temporaryFolder } from './support/app.ts';

interface Comparison {
  readonly stalls: Readonly<
    Record<'before' | 'after', { readonly total: number; readonly recorded: number }>
  >;
  readonly calls: readonly {
    readonly function: string;
    readonly file: string;
    readonly before?: { readonly count: number };
    readonly after?: { readonly count: number };
  }[];
}

test('calls that were fixed no longer block when the server is recorded again', async () => {
  const folder = await temporaryFolder('recorded-server');
  onTestFinished(() => removeFolder(folder));
  const copies = await makeCopies(folder);
  await fix(copies.fixed);
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  await record(copies.original, before, 4);
  await record(copies.fixed, after, 4);

  const { calls, stalls } = JSON.parse(await compareRecordings(before, after, 'json')) as Comparison;
  const places = (side: 'before' | 'after') =>
    calls.filter((call) => call[side]).map((call) => `${call.function} ${call.file}`);
  const fixed = [
    'child_process.execFileSync src/pages.ts',
    'fs.readFileSync src/pages.ts',
    'fs.readFileSync src/templates.ts',
    'zlib.gzipSync src/assets.ts',
    'zlib.gzipSync src/compression.ts',
    'zlib.gzipSync src/pages.ts',
  ];
  expect([...new Set(places('before'))]).toEqual(expect.arrayContaining(fixed));
  expect(places('after').filter((place) => fixed.includes(place))).toEqual([]);
  // The login hashes in a helper, which is for its owner to decide.
  expect(places('after')).toContain('crypto.scryptSync src/accounts.ts');
  const share = ({ total, recorded }: Comparison['stalls']['before']) => total / recorded;
  console.log(
    `Stalls took ${(share(stalls.before) * 100).toFixed(0)} % of the time before, ${(share(stalls.after) * 100).toFixed(0)} % after: ${(share(stalls.after) / share(stalls.before)).toFixed(2)}×`,
  );

  const page = join(folder, 'page.html');
  await writePage(before, page);
  expect(existsSync(page)).toBe(true);
});
