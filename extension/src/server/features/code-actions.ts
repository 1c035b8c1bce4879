import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { codeActions, resolveAction } from '../actions/code-actions.ts';
import type { ActionContext, DeferredAction } from '../actions/code-actions.ts';
import { DEFAULT_RUNTIME } from '../lint/rule.ts';
import { runtimePresence } from '../project/runtime-presence.ts';
import type { Server } from '../server.ts';

/**
 * Answers what the light bulb offers, and what happens on save. Each answer is for one text: positions in it mean
 * something else as soon as the user has typed on, so that what was found out is compared with the text last of all.
 */
export function answerCodeActions({ connection, documents, environment, linting, log }: Server): void {
  /** What actions are made from; nothing when the text has changed while it was found out. */
  const contextOf = async (uri: string): Promise<ActionContext | undefined> => {
    const document = documents.get(uri);
    if (!document) return undefined;
    const report = await linting.report(document);
    const { trusted } = await environment.settings(uri);
    const runtime = await runtimePresence(report.setup?.runtime ?? DEFAULT_RUNTIME, report.file);
    return documents.get(uri) === document && document.version === report.version
      ? { document, report, runtime, trusted }
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
      return context ? codeActions(params, context) : [];
    });
  });

  connection.onCodeActionResolve((action, cancellation) =>
    log.guard(`Working out "${action.title}"`, action, async () => {
      const data = action.data as DeferredAction | undefined;
      // What the user has picked is worked out for the text that there is once they pause.
      while (data && documents.get(data.uri) && !cancellation.isCancellationRequested) {
        const context = await contextOf(data.uri);
        if (context) return resolveAction(action, context);
      }
      return action;
    }),
  );
}
