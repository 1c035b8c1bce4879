import { ProgressLocation, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient';
import type { ServerProcess } from './server-process.ts';

/** Shows how far a request of ours has got, with a button to cancel it. */
export function withServerProgress<Result>(
  title: string,
  server: ServerProcess,
  run: (workDoneToken: string, cancellation: CancellationToken) => Promise<Result>,
): Thenable<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, cancellation) => {
    const token = crypto.randomUUID();
    let shown = 0;
    const subscription = server.client.onProgress(WorkDoneProgress.type, token, (value) => {
      if (value.kind !== 'report') return;
      const percentage = value.percentage ?? shown;
      progress.report({
        increment: percentage - shown,
        ...(value.message !== undefined && { message: value.message }),
      });
      shown = percentage;
    });
    try {
      return await run(token, cancellation);
    } finally {
      subscription.dispose();
    }
  });
}
