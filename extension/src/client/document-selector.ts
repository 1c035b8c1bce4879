import { LANGUAGES, SCHEMES } from '../shared/languages.ts';

/** The documents that are checked, as VS Code and the language client take it. */
export const documentSelector = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);
