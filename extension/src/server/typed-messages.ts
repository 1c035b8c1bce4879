import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Notifications, Requests } from '../shared/messages.ts';

/** Answers one of our own requests. */
export function onRequest<Method extends keyof Requests>(
  connection: Connection,
  method: Method,
  answer: (
    params: Requests[Method]['params'],
    cancellation: CancellationToken,
  ) => Promise<Requests[Method]['result']>,
): void {
  connection.onRequest(method, answer);
}

export function onNotification<Method extends keyof Notifications>(
  connection: Connection,
  method: Method,
  handle: (params: Notifications[Method]) => void,
): void {
  connection.onNotification(method, handle);
}

export function notify<Method extends keyof Notifications>(
  connection: Connection,
  method: Method,
  params: Notifications[Method],
): void {
  void connection.sendNotification(method, params);
}
