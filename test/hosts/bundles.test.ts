/** Applications bundled to one file, which then runs in another folder without to-thread beside it. */
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSameResults, type Host, setUpHost, toThreadError } from './host.ts';

/** A bundle is the program's entry file, which must not run again in a worker. */
const inBundle = toThreadError(
  'ERR_CAPTURED_VARIABLE',
  /cannot run in a worker: it uses the variable ".+" from around it.* export the function from a module of its own/,
);

describe('a bundle', () => {
  let host: Host;

  beforeAll(async () => {
    const bundlers = ['esbuild', 'webpack@5', 'rollup', '@rollup/plugin-node-resolve', 'vite', '@vercel/ncc'];
    host = await setUpHost('bundles', bundlers);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  test.each([
    ['esbuild-module', 'bundle.mjs'],
    ['esbuild-commonjs', 'bundle.cjs'],
    ['webpack-module', 'bundle.mjs'],
    ['webpack-commonjs', 'bundle.cjs'],
    ['rollup', 'bundle.mjs'],
    ['vite', 'bundle.mjs'],
    ['ncc', 'bundle.mjs'],
  ])('made by builds/%s.js', async (build, file) => {
    const bundle = join(host.folder, 'deployed', build, file);
    await shipAlong(host, dirname(bundle));

    const built = await host.run(process.execPath, [join('builds', `${build}.js`), bundle]);
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const elsewhere = { cwd: join(host.folder, 'deployed') };
    expectSameResults(await host.run(process.execPath, [bundle], elsewhere), { ownFunction: inBundle });
  });
});

/** Puts beside the bundle what its author leaves out of it: the module that is named, and an external package. */
async function shipAlong({ folder }: Host, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await Promise.all(
    ['digest.js', 'digest.cjs', 'node_modules/fingerprint'].map((name) =>
      cp(join(folder, name), join(target, name), { recursive: true }),
    ),
  );
}
