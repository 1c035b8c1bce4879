import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import type { ClientCapabilities, InitializeResult } from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../../shared/commands.ts';
import { CODE_LANGUAGES, FILE_PATTERN } from '../../shared/languages.ts';
import { defaultSettings, SECTION } from '../../shared/settings.ts';
import { bundledPlan } from '../lint/linting.ts';
import type { Server } from '../server.ts';
import { serverCommands } from './commands.ts';
import { PROJECT_FILES } from './changes.ts';

/** Says what the server can do, and asks to be told of changes. */
export function answerLifecycle({ connection, environment, log }: Server): void {
  let capabilities: ClientCapabilities = {};

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities;
    environment.initialize(params);
    const { pullsDiagnostics } = environment.features;
    return {
      serverInfo: { name: 'to-thread' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: {
          notebookSelector: [{ notebook: '*', cells: CODE_LANGUAGES.map((language) => ({ language })) }],
        },
        ...(pullsDiagnostics && {
          diagnosticProvider: {
            identifier: 'to-thread',
            // A helper in another file decides whether a call blocks, where the project's rule sees types.
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }),
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND],
          resolveProvider: true,
        },
        hoverProvider: true,
        codeLensProvider: {},
        executeCommandProvider: { commands: serverCommands(environment.features) },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    const { workspace } = capabilities;
    void log.guard('Asking to be told of changes', undefined, async () => {
      if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
      }
      if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
        const watchers = [...PROJECT_FILES, FILE_PATTERN].map((globPattern) => ({ globPattern }));
        // A folder that is deleted or renamed takes its files with it, of which nobody speaks then.
        const folders = { globPattern: '**/*', kind: WatchKind.Delete };
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [...watchers, folders],
        });
      }
      if (workspace?.workspaceFolders === true) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => uri));
          const kept = environment.folders.filter((uri) => !gone.has(uri));
          environment.setFolders([...kept, ...added.map(({ uri }) => uri)]);
        });
      }
    });
    // The first document that is opened should not have to wait for the linter to load.
    void log.guard('Loading the linter', undefined, async () => {
      await bundledPlan(process.cwd(), defaultSettings.rules);
    });
  });
}
