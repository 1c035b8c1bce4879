import { setTimeout } from 'node:timers';
import { CodeLensRefreshRequest, FileChangeType } from 'vscode-languageserver';
import { minimatch } from 'minimatch';
import { URI } from 'vscode-uri';
import { PROJECT_MEMORY_MS } from '../lint/rule.ts';
import type { Server } from '../server.ts';
import type { PushedDiagnostics } from './pushed-diagnostics.ts';
import { onNotification } from '../typed-messages.ts';

/**
 * Files that decide how others are checked: ESLint's configuration, and which packages there are. Editors know no
 * braces within braces.
 */
export const PROJECT_FILES = [
  '**/eslint.config.{js,mjs,cjs,ts,mts,cts}',
  '**/{package.json,package-lock.json,pnpm-lock.yaml,yarn.lock,bun.lock,bun.lockb}',
] as const;

/** Forgets what changes have made out of date, and has the editor ask again. */
export function followChanges(server: Server, pushed: PushedDiagnostics): void {
  const { connection, documents, environment, linting, scan, log } = server;

  const refresh = (): void => {
    linting.clear();
    log.forget();
    pushed.refresh();
    const { refreshesDiagnostics, refreshesLenses } = environment.features;
    void log.guard('Having the editor ask again', undefined, async () => {
      if (refreshesLenses) await connection.sendRequest(CodeLensRefreshRequest.type);
      if (refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    });
  };
  const projectChanged = (): void => {
    refresh();
    // The rule itself remembers package.json files for a moment, and may just have answered from memory.
    setTimeout(refresh, PROJECT_MEMORY_MS).unref();
  };

  connection.onDidChangeConfiguration(({ settings }) => {
    environment.settingsChanged(settings);
    refresh();
    // What is turned off or excluded now has nothing to show any more.
    void log.guard('Checking the scanned files again', undefined, () => scan.refreshShown());
  });
  onNotification(connection, 'toThread/projectChanged', projectChanged);
  onNotification(connection, 'toThread/clearResults', () => {
    scan.clear();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isProjectFile = ({ uri }: { uri: string }): boolean =>
      PROJECT_FILES.some((pattern) => minimatch(URI.parse(uri).path, pattern, { dot: true }));
    if (changes.some(isProjectFile)) projectChanged();
    for (const { uri, type } of changes) {
      void log.guard(`Checking ${uri} again`, undefined, () =>
        type === FileChangeType.Deleted ? scan.deleted(uri) : scan.refresh(uri),
      );
    }
  });

  documents.onDidOpen(({ document }) => {
    scan.opened(document.uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    linting.forget(uri);
    environment.forget(uri);
    void log.guard(`Checking ${uri} again`, undefined, () => scan.refresh(uri));
  });
}
