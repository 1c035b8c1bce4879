/** tsx compiles what Node cannot strip: the sample has an enum. */
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectSameResults, type Host, setUpHost } from './host.ts';

describe('tsx', () => {
  let host: Host;

  beforeAll(async () => {
    host = await setUpHost('tsx', ['tsx']);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  test('runs a program as a command', async () => {
    const command = join(host.folder, 'node_modules/tsx/dist/cli.mjs');
    expectSameResults(await host.run(process.execPath, [command, 'main-enum.ts']));
  });

  test('runs a program as a hook of Node', async () => {
    expectSameResults(await host.run(process.execPath, ['--import', 'tsx', 'main-enum.ts']));
  });

  test('runs CommonJS', async () => {
    expectSameResults(await host.run(process.execPath, ['--import', 'tsx', 'main.cjs']));
  });
});
