import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

const ESLINT_CONFIG = `import { writeFileSync } from 'node:fs';
import toThread from 'eslint-plugin-to-thread';
writeFileSync(new URL('eslint-config-ran.txt', import.meta.url), '');
export default [toThread.configs.recommended];
`;

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }\n',
  '.vscode/settings.json': '{ "git.enabled": false, "extensions.ignoreRecommendations": true }\n',
  // A package that has the runtime, so that the safe fixes are fixes.
  'installed/package.json': '{ "private": true, "type": "module", "dependencies": { "to-thread": "*" } }\n',
  // A folder of its own in a workspace of several, and turned off there.
  'quiet/.vscode/settings.json': '{ "toThread.enable": false }\n',
  // A package that lints itself.
  'project/package.json': '{ "private": true, "type": "module", "dependencies": { "to-thread": "*" } }\n',
  'project/eslint.config.js': ESLINT_CONFIG,
};

/** A folder for one window, in the temporary folder. */
export interface TestWorkspace extends AsyncDisposable {
  readonly folder: string;
  /** Absolute path of a workspace file, with some of the packages as folders. */
  readonly severalFolders: string;
}

/** Makes a folder with a few packages to try everything in. */
export async function testWorkspace(): Promise<TestWorkspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-workspace-')));
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await mkdir(join(folder, 'project/node_modules'));
  for (const name of ['eslint', 'eslint-plugin-to-thread']) {
    await symlink(
      join(repository, 'node_modules', name),
      join(folder, 'project/node_modules', name),
      'junction',
    );
  }
  const severalFolders = join(folder, 'several.code-workspace');
  const folders = ['installed', 'project', 'quiet'].map((path) => ({ path }));
  await writeFile(severalFolders, JSON.stringify({ folders, settings: { 'git.enabled': false } }));
  return {
    folder,
    severalFolders,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
