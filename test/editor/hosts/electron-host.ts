import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { cacheFolder } from './cache-folder.ts';
import type { EditorHost, Run } from './host.ts';
import { findProgram, runVisibly } from './programs.ts';

/** The desktop VS Code, downloaded once. */
export async function startElectron(vsix: string): Promise<EditorHost> {
  const cachePath = await cacheFolder('vscode');
  const executable = await downloadAndUnzipVSCode({ version: 'stable', cachePath });
  const root = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-vscode-')));
  const folders = ['--user-data-dir', join(root, 'data'), '--extensions-dir', join(root, 'extensions')];
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  if (cli === undefined) throw new Error(`there is no command line program beside ${executable}`);
  // The arguments name folders of their own, which the later ones override.
  await runVisibly(cli, [...args, ...folders, '--install-extension', vsix]);
  return {
    name: 'desktop VS Code',
    run: (run) => runSuite(executable, folders, run),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function runSuite(executable: string, folders: readonly string[], run: Run): Promise<void> {
  const args = [
    run.workspace,
    ...folders,
    ...[
      '--no-sandbox',
      '--disable-gpu-sandbox',
      '--disable-updates',
      '--skip-welcome',
      '--skip-release-notes',
    ],
    ...(run.trusted ? ['--disable-workspace-trust'] : []),
    ...run.extensions.map((path) => `--extensionDevelopmentPath=${path}`),
    `--extensionTestsPath=${run.suite}`,
  ];
  const env = { ...process.env, ...run.environment };
  const needsDisplay = process.platform === 'linux' && !process.env['DISPLAY'];
  const xvfb = needsDisplay ? await findProgram('xvfb-run') : undefined;
  await (xvfb === undefined
    ? runVisibly(executable, args, { env })
    : runVisibly(xvfb, ['--auto-servernum', executable, ...args], { env }));
}
