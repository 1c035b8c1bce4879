import { commands, Uri, window, workspace } from 'vscode';
import type { Disposable, LogOutputChannel } from 'vscode';
import { COMMANDS } from '../shared/commands.ts';
import { fixWorkspace } from './fix-workspace.ts';
import { installRuntime } from './install-runtime.ts';
import { openDocumentation } from './open-documentation.ts';
import { sayFailure } from './say-failure.ts';
import { scan } from './scan.ts';
import { changesToScan, folderToScan, packageToScan } from './scanned-parts.ts';
import type { ServerProcess } from './server-process.ts';
import type { StatusItem } from './status-item.ts';

/** Registers what the command palette, the light bulb and the walkthrough call. */
export function registerCommands(
  server: ServerProcess,
  log: LogOutputChannel,
  status: StatusItem,
): Disposable[] {
  const register = (id: string, task: string, run: (argument: unknown) => Promise<unknown>): Disposable =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        return await run(argument);
      } catch (error) {
        const failure = `${task} failed: ${error instanceof Error ? error.message : String(error)}`;
        log.error(failure);
        sayFailure(failure);
        return undefined;
      }
    });
  return [
    register(COMMANDS.scanWorkspace, 'Scanning the workspace', () => scan(server, log)),
    register(COMMANDS.scanFolder, 'Scanning the folder', async (argument) =>
      scan(server, log, await folderToScan(asUri(argument))),
    ),
    register(COMMANDS.scanPackage, 'Scanning the package', async () =>
      scan(server, log, await packageToScan()),
    ),
    register(COMMANDS.scanChangedFiles, 'Scanning the changed files', async () =>
      scan(server, log, await changesToScan()),
    ),
    register(COMMANDS.fixWorkspace, 'Fixing the workspace', () => fixWorkspace(server, log)),
    register(COMMANDS.clearResults, 'Clearing the results', () => server.clearResults()),
    register(COMMANDS.installRuntime, 'Installing the runtime', async (argument) => {
      const file = asUri(argument) ?? window.activeTextEditor?.document.uri;
      return installRuntime(file, server, log, status);
    }),
    register(COMMANDS.restartServer, 'Restarting the server', () => server.restart()),
    register(COMMANDS.showOutput, 'Showing the output', () => {
      log.show(true);
      return Promise.resolve();
    }),
    register(COMMANDS.openRuleDocumentation, 'Opening the documentation', (argument) =>
      openDocumentation(asUri(argument)),
    ),
    workspace.onDidChangeConfiguration((event) => {
      // Whether the ESLint extension shows the same problems is part of our settings.
      if (event.affectsConfiguration('eslint.enable')) server.settingsChanged();
    }),
  ];
}

function asUri(argument: unknown): Uri | undefined {
  if (typeof argument === 'string') return Uri.parse(argument, true);
  return argument instanceof Uri ? argument : undefined;
}
