import type { CancellationToken, Diagnostic, ProgressToken } from 'vscode-languageserver';
import type { ScanResult } from '../../shared/messages.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { Progress } from '../progress.ts';
import { pathOf, uriOf } from '../project/document-path.ts';
import { walkFiles } from './walk.ts';
import type { WorkspaceContext } from './walk.ts';
import { checkFile } from './workspace-files.ts';
import type { Place } from './workspace-files.ts';

/**
 * Checks whole workspaces, and keeps what it found up to date afterwards. Open documents show their problems
 * themselves, so theirs are taken back while they are open, and given again when they are closed.
 */
export class Scan {
  readonly #context: WorkspaceContext;
  /**
   * The files that a scan has looked at, as URIs, each with its newest check: one that began earlier may end later,
   * with what is no longer so.
   */
  readonly #newest = new Map<string, number>();
  /** Those whose problems are shown. */
  readonly #shown = new Set<string>();
  #checks = 0;

  constructor(context: WorkspaceContext) {
    this.#context = context;
  }

  async run(
    place: Place,
    progressToken: ProgressToken | undefined,
    cancellation: CancellationToken,
  ): Promise<ScanResult> {
    const progress = new Progress(this.#context.connection, progressToken);
    let [files, filesWithProblems, problems, failed] = [0, 0, 0, 0];
    const fail = (file: string, error: unknown): void => {
      failed++;
      this.#logFailure(file, error);
    };
    await walkFiles({
      ...this.#context,
      place,
      cancellation,
      withEdits: false,
      onFailure: (file, error) => {
        fail(file, error);
        // What takes too long is not tried again when it changes: nobody could end it then.
        this.#newest.delete(uriOf(file));
      },
      onFile: (uri, done, total) => {
        progress.report(done, total, `${done} of ${total} files, ${problems} problems`);
        const check = this.#begin(uri);
        return ({ diagnostics, failure }) => {
          files++;
          if (failure !== undefined) fail(uri, failure);
          problems += diagnostics.length;
          if (diagnostics.length > 0) filesWithProblems++;
          if (!this.#context.openDocument(uri)) this.#publish(uri, check, diagnostics);
        };
      },
    });
    return { files, filesWithProblems, problems, failed, cancelled: cancellation.isCancellationRequested };
  }

  /** A scanned file was opened: from now on the editor asks for its problems. */
  opened(uri: string): void {
    if (this.#newest.has(uri)) this.#publish(uri, this.#begin(uri), []);
  }

  /** A scanned file was closed, or has changed, gone or come back on disk. */
  async refresh(uri: string): Promise<void> {
    const file = pathOf(uri);
    if (file === undefined || !this.#newest.has(uri)) return;
    const check = this.#begin(uri);
    // Deleted, when it cannot be read: there is nothing left to show.
    const checked = await checkFile(file, this.#context).catch(() => undefined);
    if (!checked) this.#publish(uri, check, []);
    else if (!this.#context.openDocument(uri))
      this.#publish(uri, check, diagnosticsOf(checked.report, checked.document));
  }

  /** A scanned file, or a folder with scanned files, is gone. */
  async deleted(uri: string): Promise<void> {
    for (const file of [...this.#newest.keys()].filter((one) => one === uri || one.startsWith(`${uri}/`)))
      await this.refresh(file);
  }

  /** How files are checked has changed: what is shown may be out of date. */
  async refreshShown(): Promise<void> {
    for (const uri of [...this.#shown]) await this.refresh(uri);
  }

  /** Takes back everything that scans have shown. */
  clear(): void {
    for (const uri of [...this.#shown]) this.#publish(uri, this.#begin(uri), []);
    this.#newest.clear();
  }

  #begin(uri: string): number {
    this.#newest.set(uri, ++this.#checks);
    return this.#checks;
  }

  #publish(uri: string, check: number, diagnostics: readonly Diagnostic[]): void {
    if (this.#newest.get(uri) !== check) return;
    if (diagnostics.length > 0) this.#shown.add(uri);
    else this.#shown.delete(uri);
    void this.#context.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  #logFailure(file: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#context.connection.console.warn(`${file} was not checked: ${reason}`);
  }
}
