import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Api } from '../shared/api.ts';
import { SERVER_FLAGS } from '../shared/server-flags.ts';
import { start, stop } from './run-extension.ts';

/** The extension where there is Node: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<Api> {
  const module = context.asAbsolutePath('dist/server.cjs');
  // The server is half as long in starting when V8 finds its compiled code where it left it.
  const cache = Uri.joinPath(context.globalStorageUri, 'compile-cache').fsPath;
  const run = {
    module,
    transport: TransportKind.ipc,
    options: { env: { ...process.env, NODE_COMPILE_CACHE: cache }, execArgv: [...SERVER_FLAGS] },
  };
  return start(
    context,
    (options) => new LanguageClient('toThread', 'to-thread', { run, debug: run }, options),
  );
}

export async function deactivate(): Promise<void> {
  await stop();
}
