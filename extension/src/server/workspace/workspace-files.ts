import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { minimatch } from 'minimatch';
import { FILE_PATTERN } from '../../shared/languages.ts';
import type { Linting, Report } from '../lint/linting.ts';
import { pathOf, uriOf } from '../project/document-path.ts';
import { readText, sourceFiles } from '../project/files.ts';
import { isInside } from '../project/folders.ts';
import type { Environment } from '../environment.ts';

/** One file of a workspace, checked. `document` is the open document where the file is open. */
export interface CheckedFile {
  readonly document: TextDocument;
  readonly report: Report;
}

export interface Walk {
  /** Workspace folders as URIs. */
  readonly folders: readonly string[];
  /** A folder as a URI: only what lies in it. */
  readonly within?: string | undefined;
  /** The files to look at, as URIs; all of the folders when absent. */
  readonly only?: readonly string[] | undefined;
  readonly linting: Linting;
  readonly environment: Environment;
  readonly openDocument: (uri: string) => TextDocument | undefined;
  readonly cancellation: CancellationToken;
  readonly onFailure: (file: string, error: unknown) => void;
  /** Called before each file is read. */
  readonly onFile: (uri: string, done: number, total: number) => void;
}

/** Checks the files of workspace folders one after the other; a text that is being edited counts as it is shown. */
export async function* checkedFiles(walk: Walk): AsyncGenerator<CheckedFile> {
  const files = await listFiles(walk);
  for (const [done, file] of files.entries()) {
    if (walk.cancellation.isCancellationRequested) return;
    walk.onFile(uriOf(file), done, files.length);
    const checked = await checkFile(file, walk);
    if (checked) yield checked;
    // Lets requests in between, the one that cancels this walk among them.
    await setImmediate();
  }
}

/** Reads and checks one file; gives nothing when it cannot be read, since it may be gone since it was listed. */
export async function checkFile(
  file: string,
  { linting, openDocument, onFailure }: Pick<Walk, 'linting' | 'openDocument' | 'onFailure'>,
): Promise<CheckedFile | undefined> {
  const uri = uriOf(file);
  const open = openDocument(uri);
  try {
    if (open) return { document: open, report: await linting.report(open) };
    const document = TextDocument.create(uri, languageOf(file), 0, await readText(file));
    return { document, report: await linting.reportOnce(document) };
  } catch (error) {
    onFailure(file, error);
    return undefined;
  }
}

async function listFiles({ folders, within, only, environment }: Walk): Promise<string[]> {
  if (only) return only.flatMap((uri) => pathOf(uri) ?? []).filter(isSource);
  const part = within === undefined ? undefined : pathOf(within);
  const files = new Set<string>();
  for (const uri of folders) {
    const folder = pathOf(uri);
    if (folder === undefined) continue;
    const { exclude, enable } = await environment.settings(uri);
    if (!enable) continue;
    for (const file of await sourceFiles(folder, exclude)) {
      if (part === undefined || isInside(file, part)) files.add(file);
    }
  }
  return [...files];
}

/** Whether a file is one that can be checked, by its name. */
function isSource(file: string): boolean {
  return minimatch(basename(file), FILE_PATTERN, { dot: true });
}

function languageOf(file: string): string {
  if (/\.[mc]?ts$/.test(file)) return 'typescript';
  if (file.endsWith('.tsx')) return 'typescriptreact';
  return file.endsWith('.jsx') ? 'javascriptreact' : 'javascript';
}
