import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { digestOf } from '../../shared/digest.ts';
import type { FileEdits } from '../../shared/messages.ts';
import { toTextEdits } from '../actions/edits.ts';
import { fixAll } from '../actions/fix-all.ts';
import { lineChanges } from '../actions/minimal-edits.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import type { Report } from '../lint/linting.ts';
import { runtimePresence } from '../project/runtime-presence.ts';

/** What the check of a file comes to. Plain data: it crosses threads. */
export interface FileOutcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Why the file could not be parsed, or its check failed. */
  readonly failure?: string;
  /** All safe fixes, where they were asked for and there are any. */
  readonly edits?: FileEdits;
  /** Whether nothing can be done about its problems before the runtime is installed. */
  readonly lacksRuntime: boolean;
}

/** @param withEdits whether what would fix the file is worked out too */
export async function outcomeOf(
  document: TextDocument,
  report: Report,
  withEdits: boolean,
): Promise<FileOutcome> {
  const failure = report.result?.kind === 'syntax error' ? report.result.error : undefined;
  const outcome = {
    diagnostics: diagnosticsOf(report, document),
    ...(failure !== undefined && { failure }),
    lacksRuntime: false,
  };
  return withEdits ? { ...outcome, ...(await fixesOf(document, report)) } : outcome;
}

async function fixesOf(
  document: TextDocument,
  report: Report,
): Promise<Partial<Pick<FileOutcome, 'edits' | 'lacksRuntime'>>> {
  const { setup, result, file } = report;
  if (!setup || result?.kind !== 'checked' || result.problems.length === 0) return {};
  if (!result.problems.some(({ message }) => message.fix))
    return { lacksRuntime: (await runtimePresence(setup.runtime, file)) !== 'installed' };
  const { uri } = document;
  const text = document.getText();
  const changes = lineChanges(text, fixAll(text, report));
  if (changes.length === 0) return {};
  // Made before anything is waited for: an open document goes on changing.
  const edits = toTextEdits(changes, document);
  return { edits: { uri, edits, digest: await digestOf(text) } };
}
