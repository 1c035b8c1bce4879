import { commands } from 'vscode';
import type { LogOutputChannel, Uri } from 'vscode';
import type { ScanResult } from '../shared/messages.ts';
import { withServerProgress } from './progress.ts';
import { sayBriefly } from './say-briefly.ts';
import type { ServerProcess } from './server-process.ts';

/** What is scanned: all that is open when it says nothing. */
export interface ScannedPart {
  /** A folder: only what lies in it. */
  readonly within?: Uri;
  /** Only these files. */
  readonly files?: readonly Uri[];
}

/** Checks files of the workspace. What is found stays in the Problems view, which is brought to the front. */
export async function scan(
  server: ServerProcess,
  log: LogOutputChannel,
  part: ScannedPart = {},
): Promise<ScanResult> {
  const result = await withServerProgress(
    'Scanning for blocking calls',
    server,
    (workDoneToken, cancellation) =>
      server.request('toThread/scanWorkspace', { workDoneToken, ...asUris(part) }, cancellation),
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

function asUris({ within, files }: ScannedPart): { within?: string; files?: readonly string[] } {
  return {
    ...(within && { within: within.toString() }),
    ...(files && { files: files.map(String) }),
  };
}
