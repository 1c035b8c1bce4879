import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { Api } from '../shared/api.ts';
import { start, stop } from './run-extension.ts';

/** Workers as browsers have them; the types of Node, which the rest is checked with, know none. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[3];

/** The extension in VS Code for the Web: the server is a worker. */
export async function activate(context: ExtensionContext): Promise<Api> {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  return start(
    context,
    (options) => new LanguageClient('toThread', 'to-thread', options, new Worker(script)),
  );
}

export async function deactivate(): Promise<void> {
  await stop();
}
