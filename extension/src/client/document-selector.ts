import { workspace } from 'vscode';
import { CELL_SCHEME, CODE_LANGUAGES, MARKUP_LANGUAGES, MARKUP_PATTERN } from '../shared/languages.ts';

/**
 * Files on disk, those of folders that are open from elsewhere, repositories that are shown without a copy, and what has
 * not been saved yet. Other schemes hold views of files: earlier versions, say.
 */
const FILE_SCHEMES = new Set([
  'file',
  'vscode-vfs',
  ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
]);

type DocumentKind =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/** The documents that are checked, as VS Code and the language client take it. */
export const documentSelector: DocumentKind[] = [
  ...[...FILE_SCHEMES, 'untitled', CELL_SCHEME].flatMap((scheme) =>
    CODE_LANGUAGES.map((language) => ({ language, scheme })),
  ),
  // By their names, so that an editor need not know these languages.
  ...[...FILE_SCHEMES].map((scheme) => ({ scheme, pattern: MARKUP_PATTERN })),
  ...MARKUP_LANGUAGES.map((language) => ({ language, scheme: 'untitled' })),
];
