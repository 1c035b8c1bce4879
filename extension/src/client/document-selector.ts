import { CELL_SCHEME, CODE_LANGUAGES, MARKUP_LANGUAGES, MARKUP_PATTERN } from '../shared/languages.ts';

/** Files on disk, and files that have not been saved yet. */
const SCHEMES = ['file', 'untitled'];

type DocumentKind =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/** The documents that are checked, as VS Code and the language client take it. */
export const documentSelector: DocumentKind[] = [
  ...[...SCHEMES, CELL_SCHEME].flatMap((scheme) => CODE_LANGUAGES.map((language) => ({ language, scheme }))),
  // By their names, so that an editor need not know these languages.
  { scheme: 'file', pattern: MARKUP_PATTERN },
  ...MARKUP_LANGUAGES.map((language) => ({ language, scheme: 'untitled' })),
];
