import { basename } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { minimatch } from 'minimatch';
import { FILE_PATTERN } from '../../shared/languages.ts';
import type { Environment } from '../environment.ts';
import type { Linting, Report } from '../lint/linting.ts';
import { pathOf, uriOf } from '../project/document-path.ts';
import { readText, sourceFiles } from '../project/files.ts';
import { isInside } from '../project/folders.ts';

/** Files of a workspace: which there are, and one of them checked. */

/** One file of a workspace, checked. `document` is the open document where the file is open. */
export interface CheckedFile {
  readonly document: TextDocument;
  readonly report: Report;
}

/** Which files are meant. */
export interface Place {
  /** Workspace folders as URIs. */
  readonly folders: readonly string[];
  /** A folder as a URI: only what lies in it. */
  readonly within?: string | undefined;
  /** The files to look at, as URIs; all of the folders when absent. */
  readonly only?: readonly string[] | undefined;
}

interface Means {
  readonly linting: Linting;
  readonly openDocument?: (uri: string) => TextDocument | undefined;
  /** Called when all is known but what is wrong with the text. */
  readonly onPlanned?: () => void;
}

/**
 * Reads and checks one file; a text that is being edited counts as it is shown.
 *
 * @throws when it cannot be read: it may be gone since it was listed
 */
export async function checkFile(
  file: string,
  { linting, openDocument, onPlanned }: Means,
): Promise<CheckedFile> {
  const uri = uriOf(file);
  const open = openDocument?.(uri);
  if (open) return { document: open, report: await linting.report(open) };
  const document = TextDocument.create(uri, languageOf(file), 0, await readText(file));
  return { document, report: await linting.reportOnce(document, onPlanned) };
}

/** Absolute paths of the files that are meant. */
export async function listFiles(
  { folders, within, only }: Place,
  environment: Environment,
): Promise<string[]> {
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
