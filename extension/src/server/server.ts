import { NotebookDocuments, TextDocuments } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ClientEnvironment } from './client-environment.ts';
import { answerCodeActions } from './features/code-actions.ts';
import { answerExplanations } from './features/explanations.ts';
import { answerDiagnostics } from './features/diagnostics.ts';
import { answerLifecycle } from './features/lifecycle.ts';
import { answerWorkspaceRequests } from './features/workspace-requests.ts';
import { answerCommands } from './features/commands.ts';
import { PushedDiagnostics } from './features/pushed-diagnostics.ts';
import { followChanges } from './features/changes.ts';
import { Linting } from './lint/linting.ts';
import { Log } from './log.ts';
import { remoteFiles } from './project/remote-files.ts';
import { checksInPlace } from './workspace/file-checks.ts';
import type { FileChecks, StartChecks } from './workspace/file-checks.ts';
import { Scan } from './workspace/scan.ts';
import type { WorkspaceContext } from './workspace/walk.ts';

/** All parts of a running server, for the features that answer the client. */
export interface Server {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly environment: ClientEnvironment;
  readonly linting: Linting;
  readonly workspace: WorkspaceContext;
  readonly scan: Scan;
  readonly log: Log;
}

/**
 * Makes the language server speak over a connection, which can be the one to the editor or one in memory. It reads
 * files and starts no program; whatever fails is an entry in the log and an empty answer, never a lost server.
 *
 * @param threads what checks whole workspaces, beside this thread, where there are threads
 */
export function createServer(connection: Connection, threads?: StartChecks): void {
  const documents = new TextDocuments(TextDocument);
  const environment = new ClientEnvironment(connection);
  const linting = new Linting(environment);
  const log = new Log(connection);
  remoteFiles.connect(connection);
  const openDocument = (uri: string): TextDocument | undefined => documents.get(uri);
  const startChecks = threads ?? ((): FileChecks => checksInPlace(linting));
  const workspace = { connection, linting, environment, openDocument, startChecks };
  const scan = new Scan(workspace);
  const server: Server = { connection, documents, environment, linting, workspace, scan, log };

  answerLifecycle(server);
  followChanges(server, new PushedDiagnostics(server));
  answerDiagnostics(server);
  answerCodeActions(server);
  answerExplanations(server);
  answerCommands(server);
  answerWorkspaceRequests(server);

  documents.listen(connection);
  new NotebookDocuments(documents).listen(connection);
  connection.listen();
}
