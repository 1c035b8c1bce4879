/** The application and Node in one file, which runs where nothing is installed. */
import { chmod, copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSameResults, type Host, nodeBinary, nodePackage, setUpHost, toThreadError } from './host.ts';

/** Node's documentation gives this mark, where postject finds room for the application in the binary. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const inBundle = toThreadError(
  'ERR_CAPTURED_VARIABLE',
  /^digest2? cannot run in a worker: it uses the variable "createHash" from around it/,
);

describe('a single executable application', () => {
  let host: Host;

  beforeAll(async () => {
    // Binaries as they are released: that of this run may be built without room for an application.
    host = await setUpHost('executable', ['esbuild', 'postject', nodePackage(24), nodePackage(26)]);
    await succeed(process.execPath, ['builds/esbuild-executable.js', 'bundle.cjs']);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  test('made with postject', async () => {
    const executable = await executableIn('with-postject');
    await configure({ output: 'application.blob' });
    await succeed(nodeBinary(host, 24), ['--experimental-sea-config', 'sea.json']);
    await copyFile(nodeBinary(host, 24), executable);
    await chmod(executable, 0o755);
    if (process.platform === 'darwin') await succeed('codesign', ['--remove-signature', executable]);
    const postject = ['node_modules/postject/dist/cli.js', executable, 'NODE_SEA_BLOB', 'application.blob'];
    const machO = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
    await succeed(process.execPath, [...postject, '--sentinel-fuse', fuse, ...machO]);
    await expectToWork(executable);
  });

  test('made with --build-sea', async () => {
    const executable = await executableIn('with-build-sea');
    await configure({ output: executable });
    await succeed(nodeBinary(host, 26), ['--build-sea', 'sea.json']);
    await expectToWork(executable);
  });

  async function executableIn(name: string): Promise<string> {
    const folder = join(host.folder, name);
    await mkdir(folder);
    // What the application names is shipped along.
    await cp(join(host.folder, 'digest.cjs'), join(folder, 'digest.cjs'));
    return join(folder, process.platform === 'win32' ? 'application.exe' : 'application');
  }

  async function configure(options: { readonly output: string }): Promise<void> {
    const configuration = { main: 'bundle.cjs', disableExperimentalSEAWarning: true, ...options };
    await writeFile(join(host.folder, 'sea.json'), JSON.stringify(configuration));
    expect(await readFile(join(host.folder, 'bundle.cjs'), 'utf8')).not.toContain('require("to-thread")');
  }

  async function expectToWork(executable: string): Promise<void> {
    if (process.platform === 'darwin') await succeed('codesign', ['--sign', '-', executable]);
    expectSameResults(await host.run(executable, [], { cwd: join(executable, '../..') }), {
      ownFunction: inBundle,
    });
  }

  async function succeed(command: string, args: readonly string[]): Promise<void> {
    const outcome = await host.run(command, args);
    expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  }
});
