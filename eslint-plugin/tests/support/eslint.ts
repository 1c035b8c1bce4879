import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import plugin from '../../src/index.ts';
import type { Options } from '../../src/rules/options.ts';

/** How a text is linted. */
export interface LintSettings {
  /** The folder that ESLint runs in. */
  readonly cwd?: string;
  /** The path of the file, from `cwd`. Without one it is a module that is not on disk. */
  readonly file?: string;
  /** The one rule that is on. Without one: both that report blocking calls, which fix what they can by default. */
  readonly rule?: keyof typeof plugin.rules;
  readonly options?: Partial<Options & { readonly small: boolean }>;
  readonly sourceType?: 'module' | 'commonjs' | 'script';
  readonly fix?: boolean;
  /** Whether the parser finds out the types of TypeScript files, from the tsconfig.json in `cwd`. */
  readonly types?: boolean;
}

/** Lints a text with the real ESLint class and nothing on but the rules asked for. */
export async function lint(text: string, settings: LintSettings = {}): Promise<ESLint.LintResult> {
  const { cwd = process.cwd(), file = 'file.js' } = settings;
  const [result] = await eslintFor(settings).lintText(text, { filePath: join(cwd, file) });
  if (!result) throw new Error(`ESLint gave no result for ${file}.`);
  return result;
}

/** The text after `eslint --fix`, which is the text itself when nothing is fixed. */
export async function fix(text: string, settings: LintSettings = {}): Promise<string> {
  return (await lint(text, { ...settings, fix: true })).output ?? text;
}

/** The text after a suggestion. */
export function applied(text: string, suggestion: Linter.LintSuggestion | undefined): string {
  if (!suggestion) throw new Error('There is no suggestion.');
  const { range, text: replacement } = suggestion.fix;
  // Ranges do not count a byte order mark.
  const [bom, body] = text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text];
  return bom + body.slice(0, range[0]) + replacement + body.slice(range[1]);
}

/** An ESLint with nothing on but the rules asked for. */
function eslintFor(settings: LintSettings): ESLint {
  const { cwd = process.cwd(), rule, options = {}, sourceType, fix = false, types = false } = settings;
  return new ESLint({
    cwd,
    fix,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], ...ruleConfig(rule, options) },
      { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: typescriptParser } },
      { files: ['**/*.{jsx,tsx}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
      ...(types ? [typedParsing(cwd)] : []),
      ...(sourceType ? [{ languageOptions: { sourceType } }] : []),
    ],
  });
}

function typedParsing(tsconfigRootDir: string): Linter.Config {
  return {
    languageOptions: {
      parser: typescriptParser,
      parserOptions: { projectService: true, tsconfigRootDir },
    },
  };
}

const BLOCKING_RULES = ['no-blocking-in-async', 'no-blocking-lookup-in-async'] as const;

function ruleConfig(rule: LintSettings['rule'], options: object): Linter.Config {
  const rules: Linter.RulesRecord = rule
    ? { [`to-thread/${rule}`]: ['error', options] }
    : Object.fromEntries(
        BLOCKING_RULES.map((name) => [`to-thread/${name}`, ['error', { fix: 'safe', ...options }]]),
      );
  return {
    plugins: { 'to-thread': plugin },
    rules,
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  };
}
