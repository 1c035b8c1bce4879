import { codeActions, resolveAction } from '../actions/code-actions.ts';
import type { ActionContext, DeferredAction } from '../actions/code-actions.ts';
import { DEFAULT_RUNTIME } from '../lint/rule.ts';
import { runtimePresence } from '../project/runtime-presence.ts';
import type { Server } from '../server.ts';

/** Answers what the light bulb offers, and what happens on save. */
export function answerCodeActions({ connection, documents, environment, linting, log }: Server): void {
  const contextOf = async (uri: string): Promise<ActionContext | undefined> => {
    const document = documents.get(uri);
    if (!document) return undefined;
    const report = await linting.report(document);
    const { trusted } = await environment.settings(uri);
    const runtime = await runtimePresence(report.setup?.runtime ?? DEFAULT_RUNTIME, report.file);
    return { document, report, runtime, trusted };
  };

  connection.onCodeAction((params, cancellation) =>
    log.guard(`Finding fixes for ${params.textDocument.uri}`, [], async () => {
      const context = await contextOf(params.textDocument.uri);
      return context && !cancellation.isCancellationRequested ? codeActions(params, context) : [];
    }),
  );

  connection.onCodeActionResolve((action) =>
    log.guard(`Working out "${action.title}"`, action, async () => {
      const data = action.data as DeferredAction | undefined;
      const context = data && (await contextOf(data.uri));
      return context ? resolveAction(action, context) : action;
    }),
  );
}
