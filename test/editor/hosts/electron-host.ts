import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { cacheFolder } from './cache-folder.ts';
import { editorEnvironment } from './editor-environment.ts';
import type { Candidate, EditorHost, Run } from './host.ts';
import { findProgram, runVisibly } from '../../support/installed.ts';

/** Where @vscode/test-electron gets VS Code from. */
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** The desktop VS Code, downloaded once. */
export const electron: Candidate = {
  name: 'desktop VS Code',
  async prepare() {
    await requireDownloads();
    const xvfb = await virtualDisplay();
    const executable = await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: await cacheFolder('vscode'),
    });
    return (vsix) => startElectron(executable, xvfb, vsix);
  },
};

async function startElectron(
  executable: string,
  xvfb: string | undefined,
  vsix: string,
): Promise<EditorHost> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-vscode-')));
  const folders = ['--user-data-dir', join(root, 'data'), '--extensions-dir', join(root, 'extensions')];
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  if (cli === undefined) throw new Error(`there is no command line program beside ${executable}`);
  // The arguments name folders of their own, which the later ones override.
  await runVisibly(cli, [...args, ...folders, '--install-extension', vsix], { env: editorEnvironment() });
  return {
    name: 'desktop VS Code',
    async run(run) {
      const [command, ...rest] = electronCommand(executable, xvfb, folders, run);
      await runVisibly(command, rest, { env: editorEnvironment(run.environment) });
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * The command that opens a window with a suite in it.
 *
 * @param xvfb the program that lends a display, where there is none
 * @param folders the flags that name the folders of the profile
 */
export function electronCommand(
  executable: string,
  xvfb: string | undefined,
  folders: readonly string[],
  { workspace, suite, extensions, trusted }: Run,
): [string, ...string[]] {
  const display: [string, ...string[]] =
    xvfb === undefined ? [executable] : [xvfb, '--auto-servernum', executable];
  return [
    ...display,
    workspace,
    ...folders,
    ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates'],
    ...['--skip-welcome', '--skip-release-notes'],
    ...(trusted ? ['--disable-workspace-trust'] : []),
    ...extensions.map((path) => `--extensionDevelopmentPath=${path}`),
    `--extensionTestsPath=${suite}`,
  ];
}

async function requireDownloads(): Promise<void> {
  const answer = await fetch(DOWNLOADS, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
    const { cause } = error as { readonly cause?: unknown };
    const reason = cause instanceof Error ? cause.message : String(error);
    throw new Error(`it cannot be downloaded here (${reason})`, { cause: error });
  });
  if (!answer.ok || !Array.isArray(await answer.json().catch(() => undefined))) {
    throw new Error(`it cannot be downloaded here (the answer was ${answer.status})`);
  }
}

/** The program that lends a display; undefined where there is one. */
async function virtualDisplay(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return undefined;
  const xvfb = await findProgram('xvfb-run');
  if (xvfb === undefined) throw new Error('there is no display, and no xvfb-run to lend one');
  return xvfb;
}
