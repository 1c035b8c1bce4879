import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import { writtenFor } from '../actions/edits.ts';
import { codeActions, resolveAction, withEdit } from '../actions/code-actions.ts';
import type { ActionContext, DeferredAction } from '../actions/code-actions.ts';
import { DEFAULT_RUNTIME } from '../lint/rule.ts';
import { runtimePresence } from '../project/runtime-presence.ts';
import type { ClientFeatures } from '../client-features.ts';
import type { Server } from '../server.ts';
import { isRun } from './commands.ts';

/**
 * Answers what the light bulb offers, and what happens on save. Each answer is for one text: positions in it mean
 * something else as soon as the user has typed on, so that what was found out is compared with the text last of all.
 */
export function answerCodeActions({ connection, documents, environment, linting, log }: Server): void {
  const features = (): ClientFeatures => environment.features;
  const forClient = (action: CodeAction): CodeAction => writtenFor(action, features());

  /** What actions are made from; nothing when the text has changed while it was found out. */
  const contextOf = async (uri: string): Promise<ActionContext | undefined> => {
    const document = documents.get(uri);
    if (!document) return undefined;
    const report = await linting.report(document);
    const { trusted } = await environment.settings(uri);
    const runtime = await runtimePresence(report.setup?.runtime ?? DEFAULT_RUNTIME, report.file);
    return documents.get(uri) === document && document.version === report.version
      ? { document, report, runtime, trusted, isRun: (command) => isRun(command, environment.features) }
      : undefined;
  };

  connection.onCodeAction((params, cancellation) => {
    const { uri } = params.textDocument;
    const asked = documents.get(uri)?.version;
    return log.guard(`Finding fixes for ${uri}`, [], async () => {
      const context = await contextOf(uri);
      if (cancellation.isCancellationRequested) return [];
      // The range is one of the text that was there when the question came.
      if (context?.document.version !== asked) {
        throw new ResponseError(
          LSPErrorCodes.ContentModified,
          `${uri} has changed since it was asked about.`,
        );
      }
      if (!context) return [];
      const actions = codeActions(params, context);
      // Who does not ask for the edit of an action when it is picked gets it with the action.
      if (!features().resolvesActions) return actions.map((action) => forClient(withEdit(action, context)));
      return actions.map(forClient);
    });
  });

  connection.onCodeActionResolve((action, cancellation) =>
    log.guard(`Working out "${action.title}"`, action, async () => {
      const data = action.data as DeferredAction | undefined;
      // What the user has picked is worked out for the text that there is once they pause.
      while (data && documents.get(data.uri) && !cancellation.isCancellationRequested) {
        const context = await contextOf(data.uri);
        if (context) return forClient(resolveAction(action, context));
      }
      return action;
    }),
  );
}
