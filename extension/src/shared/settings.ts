import { parseRuleSettings } from './rule-settings.ts';
import type { RuleSettings } from './rule-settings.ts';

/** When a document is checked. */
type Run = 'onType' | 'onSave';

/** Whose rule checks a document: the project's own ESLint configuration, the rule in the extension, or what fits. */
type RuleSource = 'auto' | 'bundled' | 'project';

/** What a user can set, for each folder of the workspace, below `toThread.`. */
interface Settings {
  readonly enable: boolean;
  readonly run: Run;
  readonly source: RuleSource;
  /** What the rules in the extension are told; a project's configuration says it itself. */
  readonly rules: RuleSettings;
  /** Whether functions say above them how many calls in them block. */
  readonly codeLens: boolean;
  /** Glob patterns, relative to the workspace folder. */
  readonly exclude: readonly string[];
  /** Texts with more characters than this are not checked. */
  readonly maxFileSize: number;
  /** Nor are those with a line of more characters than this: nobody wrote it. */
  readonly maxLineLength: number;
  /** Files of a workspace whose check takes longer than this, in seconds, are left out. */
  readonly maxCheckTime: number;
}

/** The settings of one document, with what only the editor knows about it. */
export interface DocumentSettings extends Settings {
  /** Whether the user trusts the workspace: only then may code of the project run. */
  readonly trusted: boolean;
  /** Whether the ESLint extension checks this document too, and would show the same problems. */
  readonly eslintExtension: boolean;
}

/** The section that all settings are in. */
export const SECTION = 'toThread';

export const defaultSettings: DocumentSettings = {
  enable: true,
  run: 'onType',
  source: 'auto',
  rules: { options: {}, severity: {} },
  codeLens: false,
  exclude: ['**/node_modules/**', '**/*.min.*', '**/*.bundle.*', '**/.yarn/**', '**/vendor/**'],
  maxFileSize: 1_000_000,
  maxLineLength: 10_000,
  maxCheckTime: 10,
  trusted: false,
  eslintExtension: false,
};

/**
 * Reads settings as they come from a file of settings, where anything can stand: a value that is not one counts as unset.
 *
 * @param value the settings, or an object that has them below the name of their section
 * @param unset what holds where nothing is set
 */
export function parseSettings(value: unknown, unset = defaultSettings): DocumentSettings {
  if (typeof value !== 'object' || value === null) return unset;
  if (SECTION in value) return parseSettings(value[SECTION], unset);
  const given = value as Readonly<Record<string, unknown>>;
  const { exclude } = given;
  return {
    enable: boolean(given['enable'], unset.enable),
    run: oneOf(['onType', 'onSave'], given['run'], unset.run),
    source: oneOf(['auto', 'bundled', 'project'], given['source'], unset.source),
    rules: mergedRules(unset.rules, parseRuleSettings(given)),
    codeLens: boolean(given['codeLens'], unset.codeLens),
    exclude: Array.isArray(exclude)
      ? exclude.filter((pattern): pattern is string => typeof pattern === 'string' && pattern !== '')
      : unset.exclude,
    maxFileSize: count(given['maxFileSize'], unset.maxFileSize),
    maxLineLength: count(given['maxLineLength'], unset.maxLineLength),
    maxCheckTime: count(given['maxCheckTime'], unset.maxCheckTime),
    trusted: boolean(given['trusted'], unset.trusted),
    eslintExtension: boolean(given['eslintExtension'], unset.eslintExtension),
  };
}

function mergedRules(unset: RuleSettings, given: RuleSettings): RuleSettings {
  return {
    options: { ...unset.options, ...given.options },
    severity: { ...unset.severity, ...given.severity },
  };
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function count(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 1 ? value : fallback;
}

function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown, fallback: Choice): Choice {
  return choices.find((choice) => choice === value) ?? fallback;
}
