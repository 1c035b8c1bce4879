import { parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint/universal';
import { DEFAULT_SEVERITIES } from '../../shared/rule-settings.ts';
import type { RuleOption, RuleSettings, Severity } from '../../shared/rule-settings.ts';
import {
  DEFAULT_RUNTIME,
  mayReport,
  mayReportWithOptions,
  plugin,
  ReportListener,
  runtimeOption,
} from './rule.ts';
import { enabledRules } from './setup.ts';
import type { LintSetup } from './setup.ts';

const { namespace } = plugin.meta;

const reports = new ReportListener();

/** What all configurations have in common. */
const base: Linter.Config = {
  plugins: { [namespace]: reports.listenTo(plugin) },
  files: ['**'],
  // The TypeScript parser reads plain JavaScript too, and takes syntax (decorators, say) that ESLint's own refuses.
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
};

/** A setup but for the linter, which depends on the drive that a file is on. */
interface BundledRules extends Omit<LintSetup, 'linter'> {
  /** The options whose value the rules do not take, which are left out. */
  readonly refused: readonly RuleOption[];
}

/** By what they are made from: there are as many as workspace folders with settings of their own. */
const known = new Map<string, BundledRules>();

/** ESLint only takes files below its working folder, and on Windows no folder is above all drives. */
const linters = new Map<string, Linter>();

/** The rules in their recommended configuration with what the user says of them, for projects that do not configure them. */
export function bundledSetup(
  file: string,
  settings: RuleSettings,
): LintSetup & Pick<BundledRules, 'refused'> {
  const { root } = parse(file);
  let linter = linters.get(root);
  if (!linter) linters.set(root, (linter = new Linter({ cwd: root })));
  const key = JSON.stringify(settings);
  let rules = known.get(key);
  if (!rules) known.set(key, (rules = bundledRules(settings)));
  return { ...rules, linter };
}

function bundledRules({ options, severity }: RuleSettings): BundledRules {
  const names = Object.keys(plugin.rules);
  const taken: [string, unknown][] = [];
  const refused: RuleOption[] = [];
  for (const [option, value] of Object.entries(options) as [RuleOption, unknown][]) {
    if (isDefault(option, value)) continue;
    if (names.every((name) => !hasOption(name, option) || takes(name, option, value)))
      taken.push([option, value]);
    else refused.push(option);
  }
  const severities = new Map<string, Severity>(
    names.map((name) => [`${namespace}/${name}`, severity[name] ?? DEFAULT_SEVERITIES[name] ?? 'warning']),
  );
  const entries: Linter.RulesRecord = {};
  for (const name of names) {
    const own = taken.filter(([option, value]) => hasOption(name, option) && isMeant(name, option, value));
    const level = severities.get(`${namespace}/${name}`) === 'off' ? 'off' : 'warn';
    entries[`${namespace}/${name}`] = [level, Object.fromEntries(own)];
  }
  const runtime = runtimeOption(Object.fromEntries(taken)) ?? DEFAULT_RUNTIME;
  return {
    origin: 'bundled',
    reports,
    config: [{ ...base, rules: entries }],
    rules: enabledRules(namespace, plugin, entries),
    severities,
    runtime,
    mayReport: taken.length === 0 ? mayReport : (text) => mayReportWithOptions(text, runtime),
    refused,
  };
}

/** What is fixed by itself is asked of the rule about blocking calls: a lookup is moved by nothing but a click. */
function isMeant(rule: string, option: string, value: unknown): boolean {
  return option !== 'fix' || rule === 'no-blocking-in-async' || value === 'off';
}

function hasOption(rule: string, option: string): boolean {
  return option in defaultsOf(rule);
}

/** Whether a user has said what holds anyway, as editors do that send all settings. */
function isDefault(option: string, value: unknown): boolean {
  const defaults = Object.keys(plugin.rules)
    .map(defaultsOf)
    .find((one) => option in one);
  return JSON.stringify(defaults?.[option]) === JSON.stringify(value);
}

function defaultsOf(rule: string): Readonly<Record<string, unknown>> {
  const options: unknown = plugin.rules[rule as keyof typeof plugin.rules].meta?.defaultOptions?.[0];
  return options as Readonly<Record<string, unknown>>;
}

/** Whether a rule takes a value, by ESLint's own look at it. */
function takes(rule: string, option: string, value: unknown): boolean {
  try {
    new Linter().verify('', { ...base, rules: { [`${namespace}/${rule}`]: ['warn', { [option]: value }] } });
    return true;
  } catch {
    return false;
  }
}
