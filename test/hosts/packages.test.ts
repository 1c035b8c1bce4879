/** Functions of packages: to-thread finds them by the place where they are defined, and workers load the package. */
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Host, setUpHost } from './host.ts';

let host: Host;

beforeAll(async () => {
  host = await setUpHost('packages', ['sass', 'bcrypt', 'bcryptjs', 'fs-extra', 'graceful-fs']);
});

afterAll(() => host[Symbol.asyncDispose]());

test('give through to-thread what they give directly', async () => {
  const { stdout, stderr, code } = await host.run(process.execPath, ['packages.js']);
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'sass.compileString same',
    'sass.compileString of wrong text same',
    'bcrypt.hashSync (native code) same',
    'bcrypt.hashSync of no text same',
    'bcryptjs.hashSync same',
    'bcryptjs.compareSync same',
    'fsExtra.pathExistsSync same',
    'fsExtra.readJsonSync same',
    'gracefulFs.readFileSync same',
    'gracefulFs.statSync same',
  ]);
  expect(code).toBe(0);
});
