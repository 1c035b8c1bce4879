import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';
import type { Api } from '../shared/api.ts';
import { start, stop } from './run-extension.ts';

/** Workers as browsers have them; the types of Node, which the rest is checked with, know none. */
interface BrowserWorker {
  terminate(): void;
}
declare const Worker: new (url: string) => BrowserWorker;

/** The extension in VS Code for the Web: the server is a worker. */
export async function activate(context: ExtensionContext): Promise<Api> {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  let worker: BrowserWorker | undefined;
  // The client is given the messages and not the worker: that of VS Code is none of the class that it looks for.
  const startWorker = (): Promise<MessageTransports> => {
    // Nothing else ends a worker that hangs.
    worker?.terminate();
    worker = new Worker(script);
    return Promise.resolve({
      reader: new BrowserMessageReader(worker),
      writer: new BrowserMessageWriter(worker),
    });
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return start(context, (options) => new LanguageClient('toThread', 'to-thread', startWorker, options));
}

export async function deactivate(): Promise<void> {
  await stop();
}
