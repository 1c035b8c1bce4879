import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentStatus } from '../../shared/messages.ts';
import { diagnosticsOf, shownDiagnostics } from '../diagnostics.ts';
import type { Report } from '../lint/linting.ts';
import { DEFAULT_RUNTIME } from '../lint/rule.ts';
import { runtimePresence } from '../project/runtime-presence.ts';
import type { Server } from '../server.ts';
import { notify } from '../typed-messages.ts';
import { isSlow, waitsForSave } from './slow-documents.ts';

/** Answers the editor's question for the problems of an open document, and tells it how the document stands. */
export function answerDiagnostics({ connection, documents, environment, linting, log }: Server): void {
  const savedVersions = new Map<string, number>();
  const resultIds = new WeakMap<Report, string>();
  let lastResultId = 0;

  const resultId = (report: Report): string => {
    const id = resultIds.get(report) ?? String(++lastResultId);
    resultIds.set(report, id);
    return id;
  };

  documents.onDidSave(({ document }) => savedVersions.set(document.uri, document.version));
  documents.onDidClose(({ document }) => savedVersions.delete(document.uri));

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, cancellation) =>
    log.guard<DocumentDiagnosticReport>(`Checking ${uri}`, { kind: 'full', items: [] }, async () => {
      const document = documents.get(uri);
      if (!document || cancellation.isCancellationRequested) return full([]);
      const settings = await environment.settings(uri);
      const last = linting.last(uri);
      if (
        previousResultId !== undefined &&
        last &&
        waitsForSave(last, document.version, savedVersions.get(uri), settings)
      ) {
        return unchanged(previousResultId);
      }
      const report = await linting.report(document);
      if (report.trouble !== undefined) log.once('error', report.trouble);
      // The editor waits for the answer, and not for what the status item says.
      if (environment.features.status)
        void log.guard(`Describing ${uri}`, undefined, async () => {
          const status = await statusOf(report, document);
          // Out of date when the document was checked again meanwhile, or is to be.
          if (linting.last(uri) === report) notify(connection, 'toThread/status', status);
        });
      if (previousResultId !== undefined && isUnchanged(report, previousResultId))
        return unchanged(previousResultId);
      return full(shownDiagnostics(report, document), resultId(report));
    }),
  );

  /** Half-written code keeps the underlines it had: they would flicker with every key. */
  function isUnchanged(report: Report, previousResultId: string): boolean {
    return report.silence === 'syntax error' || resultIds.get(report) === previousResultId;
  }
}

async function statusOf(report: Report, document: TextDocument): Promise<DocumentStatus> {
  const { setup, silence, trouble, duration, file } = report;
  return {
    uri: document.uri,
    problems: diagnosticsOf(report, document).length,
    rule: setup?.origin ?? 'bundled',
    runtime: await runtimePresence(setup?.runtime ?? DEFAULT_RUNTIME, file),
    ...(silence !== undefined && { silence }),
    ...(trouble !== undefined && { trouble }),
    duration: Math.round(duration),
    slow: isSlow(duration),
  };
}

function full(items: ReturnType<typeof diagnosticsOf>, resultId?: string): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId !== undefined && { resultId }) };
}

function unchanged(resultId: string): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
}
