import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** A file with what ESLint says of it, and what the rules say beside. */
export interface LintedFile {
  readonly filePath: string;
  readonly reports: readonly Report[];
}

interface Report {
  readonly ruleId: string | null;
  readonly messageId?: string;
  readonly line: number;
  /** Present for a file that cannot be read as the language it is written in. */
  readonly fatal?: string;
  readonly fixed: boolean;
  readonly suggestions: number;
  readonly reasonId?: string;
  readonly kind?: string;
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

  /** Gives what is reported by file; with `fix`, writes the fixed files first and gives what is left. */
  async lint({ fix }: { fix: boolean }): Promise<LintedFile[]> {
    const config = join(this.#folder, 'eslint.config.js');
    const formatter = join(this.#folder, 'formatter.js');
    await writeFile(config, this.#config());
    await writeFile(join(this.#folder, 'listener.js'), LISTENER);
    await writeFile(formatter, FORMATTER);
    const { project, sources } = this.#options;
    const { stdout, stderr } = await runNode(
      [
        join(this.#folder, 'node_modules/eslint/bin/eslint.js'),
        ...['--config', config, '--no-inline-config', '--format', formatter, '--no-warn-ignored'],
        ...(fix ? ['--fix'] : []),
        ...sources,
      ],
      { cwd: project },
    );
    if (stdout === '') throw new Error(`ESLint gave no results for ${project}:\n${stderr}`);
    return JSON.parse(stdout) as LintedFile[];
  }

  #config(): string {
    const { ignore, commonjs, rule, lookups } = this.#options;
    const rules = {
      'to-thread/no-blocking-in-async': ['warn', rule],
      'to-thread/no-blocking-lookup-in-async': ['warn', { ...rule, ...lookups }],
    };
    return `import parser from '@typescript-eslint/parser';
import plugin from 'eslint-plugin-to-thread';
import { listener } from './listener.js';

const files = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
export default [
  { ignores: ${JSON.stringify(['**/dist/**', ...ignore])} },
  { files, plugins: { 'to-thread': listener.listenTo(plugin) }, rules: plugin.configs.recommended.rules },
  { files, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
  { files: ${JSON.stringify(['**/*.cjs', ...commonjs])}, languageOptions: { sourceType: 'commonjs' } },
  { files, rules: ${JSON.stringify(rules)} },
];
`;
  }
}

/** What the rules say beside ESLint's messages: one object for the configuration and the formatter. */
const LISTENER = `import { ReportListener } from 'eslint-plugin-to-thread/details';

export const listener = new ReportListener();
`;

/** ESLint's own JSON has every file's text in it, and only sentences of what the rules know. */
const FORMATTER = `import { listener } from './listener.js';

export default (results) =>
  JSON.stringify(
    results.map(({ filePath, messages }) => ({
      filePath,
      reports: messages.map((message) => {
        const { ruleId, messageId, line, fatal, fix, suggestions = [] } = message;
        const { reasonId, kind } = listener.detailsOf(message, filePath) ?? {};
        return {
          ...{ ruleId, messageId, line, reasonId, kind },
          ...(fatal && { fatal: message.message }),
          ...{ fixed: fix !== undefined, suggestions: suggestions.length },
        };
      }),
    })),
  );
`;
