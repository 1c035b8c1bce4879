/** The languages that are checked, by the names VS Code gives them. */
export const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** Files on disk, and files that have not been saved yet. */
export const SCHEMES = ['file', 'untitled'] as const;

/** The names of the files that a scan of the workspace reads. */
export const FILE_PATTERN = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}';
