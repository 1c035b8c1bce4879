import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { Api } from '../shared/api.ts';
import { registerCommands } from './commands.ts';
import { registerLanguageModelTools } from './language-model-tools.ts';
import { ServerProcess } from './server-process.ts';
import type { Connect } from './server-process.ts';
import { StatusItem } from './status-item.ts';

let server: ServerProcess | undefined;

/** Starts all parts of the extension, whatever it runs in. */
export async function start(context: ExtensionContext, connect: Connect): Promise<Api> {
  const log = window.createOutputChannel('to-thread', { log: true });
  const status = new StatusItem();
  server = new ServerProcess(connect, log, status);
  context.subscriptions.push(
    log,
    status,
    server,
    ...registerCommands(server, log, status),
    ...registerLanguageModelTools(server, log),
  );
  await server.start();
  return {
    onDidAnswer: server.onDidAnswer,
    statusOf: (uri) => status.statusOf(uri),
    notice: () => status.notice?.text,
  };
}

export async function stop(): Promise<void> {
  await server?.stop();
}
