import { commands } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import type { ScanResult } from '../shared/messages.ts';
import { withServerProgress } from './progress.ts';
import { sayBriefly } from './say-briefly.ts';
import type { ServerProcess } from './server-process.ts';

/** Checks every file of the workspace. What is found stays in the Problems view, which is brought to the front. */
export async function scanWorkspace(server: ServerProcess, log: LogOutputChannel): Promise<ScanResult> {
  const result = await withServerProgress(
    'Scanning for blocking calls',
    server,
    (workDoneToken, cancellation) =>
      server.request('toThread/scanWorkspace', { workDoneToken }, cancellation),
  );
  const { files, filesWithProblems, problems, failed, cancelled } = result;
  log.info(
    `Scanned ${files} files${cancelled ? ', then was cancelled' : ''}: ` +
      `${problems} problems in ${filesWithProblems} files; ${failed} files could not be checked.`,
  );
  if (problems > 0) await commands.executeCommand('workbench.actions.view.problems');
  else if (!cancelled) sayBriefly(`no problems in ${files} files`);
  return result;
}
