import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createServer } from './server.ts';

/** The language server in a worker of a browser, where there is neither Node nor a disk. */

/** The types of Node, which all else is checked with, know no workers of browsers. */
const worker = globalThis as never;

createServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)));
