import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type AppPair,
  removeFolder,
  runScript,
  type ScriptRun,
  setUpApp,
  temporaryFolder,
} from './support/app.ts';
import { eslint } from './support/eslint.ts';
import { install } from './support/npm.ts';
import { run } from './support/program.ts';

const eslintConfig = `
import toThread from 'eslint-plugin-to-thread';

export default [toThread.configs.recommended];
`;

/** The lines beside the one that runs all the other tests; the newest release of each. */
const versions = ['20', '22', '26'];

describe('what eslint --fix makes of a program runs on every Node that is supported', () => {
  let nodes: string;
  let cli: AppPair;
  let buildScript: AppPair;

  beforeAll(async () => {
    nodes = await temporaryFolder('node-versions');
    await installNodes(nodes);
    const tarballs = inject('tarballs');
    cli = await setUpApp({ app: 'cli', tarballs, eslintConfig });
    buildScript = await setUpApp({ app: 'build-script', tarballs, eslintConfig });
    for (const { fixed } of [cli, buildScript]) {
      const { outputs } = await eslint(fixed, ['--fix', '.']);
      expect(outputs).not.toEqual({});
    }
  });

  afterAll(async () => {
    await buildScript[Symbol.asyncDispose]();
    await cli[Symbol.asyncDispose]();
    await removeFolder(nodes);
  });

  describe.each(versions)('Node %s', (version) => {
    const node = () => executable(nodes, version);

    test('is the one that was asked for', async () => {
      const { stdout } = await run(node(), ['--version'], { cwd: nodes });
      expect(stdout).toMatch(new RegExp(`^v${version}\\.`));
    });

    // In this order: the archive is written into the folder that the build makes.
    test.each<[args: string[], code: number]>([
      [['build', 'notes', '--out', `out/${version}`], 0],
      [['check', 'notes'], 1],
      [['stats', 'notes', '--json'], 0],
      [['show', 'notes', 'recipes/bread'], 0],
      [['archive', 'notes', '--out', `out/${version}/notes.gz`], 0],
      [['show', 'notes', 'nope'], 3],
      [['archive', 'notes', '--out', 'nowhere/notes.gz'], 3],
    ])('the command-line tool, %j', async (args, code) => {
      const script = { args: ['bin/notebook.js', ...args], writes: `out/${version}`, node: node() };
      const [original, fixed] = await both(cli, script);
      expect(original?.outcome.code).toBe(code);
      expect(fixed).toEqual(original);
    });

    test('the build script', async () => {
      const [original, fixed] = await both(buildScript, {
        args: ['build.mjs'],
        writes: 'dist',
        node: node(),
      });
      expect(original?.outcome).toMatchObject({ code: 0, stderr: '' });
      expect(Object.keys(original?.files ?? {})).toContain('dist/manifest.json');
      expect(fixed).toEqual(original);
    });
  });
});

function both({ original, fixed }: AppPair, script: ScriptRun) {
  return Promise.all([original, fixed].map((folder) => runScript(folder, script)));
}

/** Installs Node itself from the registry, which is how the workspace gets its own; no version manager is needed. */
async function installNodes(folder: string): Promise<void> {
  // The package fetches the build for this machine in a script.
  const manifest = { private: true, allowScripts: { node: true } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await install(
    folder,
    versions.map((version) => `node${version}@npm:node@${version}`),
  );
}

function executable(folder: string, version: string): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', `node${version}`, 'bin', name);
}
