/** What a registry would get: the tarballs hold what is needed, and every way of importing them finds its types. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';

const run = promisify(execFile);
const binaries = resolve(import.meta.dirname, '../node_modules/.bin');

describe.each(['plugin', 'runtime'] as const)('the packed %s', (name) => {
  const tarball = inject('tarballs')[name];

  test('is packed as publint wants it', async () => {
    const { stdout } = await run(join(binaries, 'publint'), [tarball, '--strict']);
    expect(stdout).toContain('All good!');
  });

  test('has types that resolve for modules and for require()', async () => {
    // A problem ends the command with an error, and what it found. The plugin is an ES module, which `require()` takes
    // too on every Node it supports; the runtime must also suit compilers that know nothing of that.
    const profile = name === 'plugin' ? 'esm-only' : 'strict';
    const { stdout } = await run(join(binaries, 'attw'), [
      tarball,
      '--profile',
      profile,
      '--format',
      'table',
      '--no-color',
    ]);
    expect(stdout).toMatch(/node16 \(from ESM\) *│ 🟢/);
  });
});
