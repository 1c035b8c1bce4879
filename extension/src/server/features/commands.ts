import { URI } from 'vscode-uri';
import { COMMANDS } from '../../shared/commands.ts';
import type { ClientFeatures } from '../client-features.ts';
import type { Server } from '../server.ts';

/**
 * The commands that the server runs, for clients that have none of their own. An editor would run those of the server
 * in place of its own ones of the same name.
 */
export function serverCommands({ commands, showsPages }: ClientFeatures): string[] {
  if (commands.length > 0) return [];
  const { scanWorkspace, clearResults, openRuleDocumentation } = COMMANDS;
  return [scanWorkspace, clearResults, ...(showsPages ? [openRuleDocumentation] : [])];
}

/** Whether somebody runs a command, so that it may be offered. */
export function isRun(command: string, features: ClientFeatures): boolean {
  return [...features.commands, ...serverCommands(features)].includes(command);
}

/** Runs the server's own commands. */
export function answerCommands({ connection, environment, log, scan }: Server): void {
  connection.onExecuteCommand(
    ({ command, arguments: [argument] = [], workDoneToken }, cancellation): Promise<unknown> =>
      log.guard(`Running ${command}`, null, async () => {
        if (!serverCommands(environment.features).includes(command)) return null;
        switch (command) {
          case COMMANDS.scanWorkspace:
            return scan.run({ folders: environment.folders }, workDoneToken, cancellation);
          case COMMANDS.clearResults:
            scan.clear();
            return null;
          case COMMANDS.openRuleDocumentation:
            return connection.window.showDocument({
              uri: URI.parse(String(argument)).toString(),
              external: true,
            });
          default:
            return null;
        }
      }),
  );
}
