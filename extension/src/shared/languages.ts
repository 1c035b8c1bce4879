/** The languages that are code and nothing else, by the names VS Code gives them. */
export const CODE_LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** The languages that hold code among other things. */
export const MARKUP_LANGUAGES = ['vue', 'svelte', 'astro', 'html'] as const;

/** The names of their files: other files are HTML too for an editor, templates of other languages among them. */
export const MARKUP_PATTERN = '**/*.{vue,svelte,astro,html,htm,xhtml}';

/** The scheme of the cells of notebooks, each of which is a document of its own. */
export const CELL_SCHEME = 'vscode-notebook-cell';

/** The names of the files that a scan of the workspace reads. */
export const FILE_PATTERN = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,astro,html,htm,xhtml}';
