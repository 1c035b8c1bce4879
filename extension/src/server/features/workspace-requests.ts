import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Requests } from '../../shared/messages.ts';
import { DEFAULT_RUNTIME } from '../lint/rule.ts';
import { projectRoot } from '../project/project-root.ts';
import { installPlan } from '../project/install-plan.ts';
import type { Server } from '../server.ts';
import { onRequest } from '../typed-messages.ts';
import { fixWorkspace } from '../workspace/fix-workspace.ts';
import type { Place } from '../workspace/workspace-files.ts';

type Params = Requests['toThread/scanWorkspace']['params'];

/** Answers the requests that our commands make. */
export function answerWorkspaceRequests({ connection, environment, linting, scan, workspace }: Server): void {
  const placeOf = ({ folders = environment.folders, within, files }: Params): Place => ({
    folders,
    within,
    only: files,
  });

  onRequest(connection, 'toThread/scanWorkspace', (params, cancellation) =>
    scan.run(placeOf(params), params.workDoneToken, cancellation),
  );

  onRequest(connection, 'toThread/fixWorkspace', (params, cancellation) =>
    fixWorkspace(placeOf(params), params.workDoneToken, cancellation, workspace),
  );

  onRequest(connection, 'toThread/installPlan', async ({ uri }) => {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') {
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `${uri} is not on disk, so no package can be installed for it.`,
      );
    }
    if (!(await environment.settings(uri)).trusted) {
      throw new ResponseError(
        ErrorCodes.InvalidRequest,
        'Packages are only installed in a trusted workspace.',
      );
    }
    const { setup } = await linting.plan({ uri, languageId: '' });
    const runtime = setup && !/^[./#]/.test(setup.runtime) ? setup.runtime : DEFAULT_RUNTIME;
    return installPlan(runtime, fsPath, await projectRoot(fsPath, await environment.workspaceFolder(uri)));
  });
}
