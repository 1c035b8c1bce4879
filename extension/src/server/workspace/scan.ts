import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { ScanResult } from '../../shared/messages.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import type { Environment } from '../environment.ts';
import type { Linting } from '../lint/linting.ts';
import { Progress } from '../progress.ts';
import { checkedFiles, checkFile } from './workspace-files.ts';

export interface WorkspaceContext {
  readonly connection: Connection;
  readonly linting: Linting;
  readonly environment: Environment;
  readonly openDocument: (uri: string) => TextDocument | undefined;
}

/**
 * Checks whole workspaces, and keeps what it found up to date afterwards. Open documents show their problems
 * themselves, so theirs are taken back while they are open, and given again when they are closed.
 */
export class Scan {
  readonly #context: WorkspaceContext;
  /** The files that a scan has looked at, as URIs. */
  readonly #scanned = new Set<string>();

  constructor(context: WorkspaceContext) {
    this.#context = context;
  }

  async run(
    folders: readonly string[],
    progressToken: string,
    cancellation: CancellationToken,
  ): Promise<ScanResult> {
    const progress = new Progress(this.#context.connection, progressToken);
    let [files, filesWithProblems, problems, failed] = [0, 0, 0, 0];
    const walk = checkedFiles({
      ...this.#context,
      folders,
      cancellation,
      onFailure: (file, error) => {
        failed++;
        this.#logFailure(file, error);
      },
      onProgress: (done, total) => {
        progress.report(done, total, `${done} of ${total} files, ${problems} problems`);
      },
    });
    for await (const { document, report } of walk) {
      files++;
      if (report.result?.kind === 'syntax error') {
        failed++;
        this.#logFailure(report.file, report.result.error);
      }
      const diagnostics = diagnosticsOf(report, document);
      problems += diagnostics.length;
      if (diagnostics.length > 0) filesWithProblems++;
      this.#scanned.add(document.uri);
      if (!this.#context.openDocument(document.uri)) this.#publish(document.uri, diagnostics);
    }
    return { files, filesWithProblems, problems, failed, cancelled: cancellation.isCancellationRequested };
  }

  /** A scanned file was opened: from now on the editor asks for its problems. */
  opened(uri: string): void {
    if (this.#scanned.has(uri)) this.#publish(uri, []);
  }

  /** A scanned file was closed or has changed on disk. */
  async refresh(uri: string): Promise<void> {
    if (!this.#scanned.has(uri)) return;
    const checked = await checkFile(URI.parse(uri).fsPath, {
      ...this.#context,
      onFailure: () => {
        // Deleted: there is nothing left to show.
        this.#scanned.delete(uri);
        this.#publish(uri, []);
      },
    });
    if (checked && !this.#context.openDocument(uri)) {
      this.#publish(uri, diagnosticsOf(checked.report, checked.document));
    }
  }

  #publish(uri: string, diagnostics: ReturnType<typeof diagnosticsOf>): void {
    void this.#context.connection.sendDiagnostics({ uri, diagnostics });
  }

  #logFailure(file: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#context.connection.console.warn(`${file} was not checked: ${reason}`);
  }
}
