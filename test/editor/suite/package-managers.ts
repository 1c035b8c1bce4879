import assert from 'node:assert/strict';
import process from 'node:process';
import { before, describe, it } from 'mocha';
import { commands, languages, workspace } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { api, diagnosticsOf, fileUri, openFile, until, untilDiagnostics } from './editor.ts';
import { passedOn, runMocha } from './mocha.ts';

const registry = passedOn('TO_THREAD_REGISTRY');
const root = '{ "private": true, "workspaces": ["packages/*"] }\n';

/** Monorepos with a lockfile at their root, by the package manager that it belongs to. */
const MONOREPOS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  npm: {
    'package.json': root,
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { workspaces: ['packages/*'] },
        'node_modules/app': { resolved: 'packages/app', link: true },
        'packages/app': { version: '1.0.0' },
      },
    }),
    '.npmrc': `registry=${registry}\n`,
  },
  pnpm: {
    'package.json': '{ "private": true }\n',
    'pnpm-workspace.yaml': `packages: ['packages/*']\nstoreDir: .store\ncacheDir: .cache\n`,
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  packages/app: {}\n",
    '.npmrc': `registry=${registry}\n`,
  },
  yarn: {
    'package.json': root,
    'yarn.lock': '# yarn lockfile v1\n',
    '.yarnrc': `registry "${registry}"\ncache-folder ".cache"\n`,
  },
  'yarn, of today': {
    'package.json': root,
    'yarn.lock': '__metadata:\n  version: 8\n  cacheKey: 10\n',
    '.yarnrc.yml': [
      `yarnPath: ${JSON.stringify(passedOn('TO_THREAD_BERRY'))}`,
      `npmRegistryServer: ${registry}`,
      'unsafeHttpWhitelist: ["127.0.0.1"]',
      'nodeLinker: node-modules',
      'enableGlobalCache: false',
      // Else a package of a test would stay in the home of the user.
      'globalFolder: .global',
      'enableTelemetry: false',
      'npmMinimalAgeGate: 0',
      '',
    ].join('\n'),
  },
  bun: {
    'package.json': root,
    'bun.lock': '{ "lockfileVersion": 1, "workspaces": { "": {}, "packages/app": { "name": "app" } } }\n',
    'bunfig.toml': `[install]\nregistry = "${registry}"\n[install.cache]\ndir = ".cache"\n`,
  },
};

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('Install Runtime, in a package of a monorepo', () => {
      before(async () => {
        // A terminal has the path of the user's shell, where these programs are not.
        const system = { win32: 'windows', darwin: 'osx' }[process.platform as string] ?? 'linux';
        const settings = workspace.getConfiguration('terminal.integrated', fileUri());
        await settings.update(`env.${system}`, { PATH: passedOn('TO_THREAD_PATH') });
      });

      for (const [name, files] of Object.entries(MONOREPOS)) {
        it(`installs with ${name}, in the package that needs it`, async () => {
          const folder = `with ${name}`;
          for (const [file, content] of Object.entries(files)) await write(`${folder}/${file}`, content);
          const manifest = `${folder}/packages/app/package.json`;
          await write(manifest, '{ "name": "app", "version": "1.0.0", "private": true }\n');
          const { document } = await openFile(`${folder}/packages/app/a.ts`, BLOCKING);
          const [before] = await untilDiagnostics(document.uri, 1);
          assert.match(before?.message ?? '', /`to-thread` is not among the dependencies/);
          const outcome = await commands.executeCommand('toThread.installRuntime', document.uri);
          assert.equal(outcome, 'installed', (await api()).notice());
          await until(languages.onDidChangeDiagnostics, () =>
            diagnosticsOf(document.uri).every(
              ({ message }) => !message.includes('is not among the dependencies'),
            ),
          );
          const { dependencies } = JSON.parse(await read(manifest)) as {
            dependencies?: Record<string, string>;
          };
          assert.ok(dependencies && 'to-thread' in dependencies, 'the package does not depend on it');
          const { dependencies: ofRoot } = JSON.parse(await read(`${folder}/package.json`)) as {
            dependencies?: object;
          };
          assert.equal(ofRoot, undefined, 'the root depends on it');
        });
      }

      it('is no lasting trouble when it fails, and works again once that is mended', async () => {
        await write('failing/package.json', '{ "private": true }\n');
        // Nobody listens on the port that is reserved for discarding.
        await write('failing/.npmrc', 'registry=http://127.0.0.1:9/\nfetch-retries=0\n');
        const { document } = await openFile('failing/a.ts', BLOCKING);
        assert.equal(await commands.executeCommand('toThread.installRuntime', document.uri), 'failed');
        const { notice } = await api();
        assert.equal(notice(), undefined);
        await write('failing/.npmrc', `registry=${registry}\n`);
        assert.equal(await commands.executeCommand('toThread.installRuntime', document.uri), 'installed');
        assert.equal(
          await commands.executeCommand('toThread.installRuntime', document.uri),
          'already installed',
        );
      });
    });
  });
}

async function write(name: string, content: string): Promise<void> {
  await workspace.fs.writeFile(fileUri(name), Buffer.from(content));
}

async function read(name: string): Promise<string> {
  return Buffer.from(await workspace.fs.readFile(fileUri(name))).toString();
}
