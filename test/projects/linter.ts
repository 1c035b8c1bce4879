import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ESLint } from 'eslint';
import { install } from '../support/npm.ts';
import { runNode } from '../support/program.ts';

export interface LinterOptions {
  /** Absolute path of the project. */
  readonly project: string;
  /** What to lint, as ESLint takes it: folders and globs from the project. */
  readonly sources: readonly string[];
  readonly ignore: readonly string[];
  /** Globs of `.js` files that are CommonJS. */
  readonly commonjs: readonly string[];
  /** Options of the rules about blocking calls. */
  readonly rule: Readonly<Record<string, unknown>>;
  /** What is different for lookups. */
  readonly lookups: Readonly<Record<string, unknown>>;
}

/** Installs ESLint, the TypeScript parser and the packed plugin in a folder, apart from what the project itself has. */
export async function installLinter(folder: string, plugin: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await install(
    folder,
    ['eslint@^10', '@typescript-eslint/parser@^8', 'typescript@~6.0', plugin],
    ['--ignore-scripts'],
  );
}

/** Runs our rules over a project, with and without `--fix`. */
export class Linter {
  readonly #folder: string;
  readonly #options: LinterOptions;

  constructor(folder: string, options: LinterOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Gives ESLint's results by file; with `fix`, writes the fixed files first and gives what is left. */
  async lint({ fix }: { fix: boolean }): Promise<ESLint.LintResult[]> {
    const config = join(this.#folder, 'eslint.config.js');
    await writeFile(config, this.#config());
    const { project, sources } = this.#options;
    const { stdout, stderr } = await runNode(
      [
        join(this.#folder, 'node_modules/eslint/bin/eslint.js'),
        ...['--config', config, '--no-inline-config', '--format', 'json', '--no-warn-ignored'],
        ...(fix ? ['--fix'] : []),
        ...sources,
      ],
      { cwd: project },
    );
    if (stdout === '') throw new Error(`ESLint gave no results for ${project}:\n${stderr}`);
    return JSON.parse(stdout) as ESLint.LintResult[];
  }

  #config(): string {
    const { ignore, commonjs, rule, lookups } = this.#options;
    const rules = {
      'to-thread/no-blocking-in-async': ['warn', rule],
      'to-thread/no-blocking-lookup-in-async': ['warn', { ...rule, ...lookups }],
    };
    return `import parser from '@typescript-eslint/parser';
import toThread from 'eslint-plugin-to-thread';

const files = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
export default [
  { ignores: ${JSON.stringify(['**/dist/**', ...ignore])} },
  { files, ...toThread.configs.recommended },
  { files, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
  { files: ${JSON.stringify(['**/*.cjs', ...commonjs])}, languageOptions: { sourceType: 'commonjs' } },
  { files, rules: ${JSON.stringify(rules)} },
];
`;
  }
}
