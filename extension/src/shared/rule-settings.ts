/**
 * The options of the rules that are settings too, for projects without an ESLint configuration that says them. Said here,
 * and held to the plugin by a test, since the client does without its code. `typed`, `crossFile` and `minBlockedMs` are none of
 * them: only a project's own configuration can ask for types, for other files, or name recordings.
 */
export const RULE_OPTIONS = [
  'fix',
  'prefer',
  'runs',
  'runtime',
  'topLevel',
  'cheap',
  'load',
  'callbacks',
  'indirect',
  'additional',
  'ignore',
  'offThread',
  'small',
] as const;

export type RuleOption = (typeof RULE_OPTIONS)[number];

/** How serious a report is, in the words of the settings; `off` turns a rule off. */
const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What the rules in the extension are told. Values of options are as a user wrote them: the rules say what they take. */
export interface RuleSettings {
  readonly options: Readonly<Partial<Record<RuleOption, unknown>>>;
  /** By the names of the rules; those that are not named are as serious as `DEFAULT_SEVERITIES` says. */
  readonly severity: Readonly<Partial<Record<string, Severity>>>;
}

/** Where nobody has chosen the rules, nobody asked for errors. Lookups are cheap on a local disk. */
export const DEFAULT_SEVERITIES: Readonly<Record<string, Severity>> = {
  'no-blocking-in-async': 'warning',
  'no-blocking-lookup-in-async': 'information',
  'valid-to-thread': 'warning',
};

/** Reads what a file of settings says of the rules: what is not there, or no severity, counts as unset. */
export function parseRuleSettings(given: Readonly<Record<string, unknown>>): RuleSettings {
  const { severity } = given;
  const options = RULE_OPTIONS.filter((name) => given[name] != null).map((name) => [name, given[name]]);
  const severities = Object.entries(typeof severity === 'object' ? { ...severity } : {}).filter(
    (entry): entry is [string, Severity] => SEVERITIES.some((one) => one === entry[1]),
  );
  return {
    options: Object.fromEntries(options) as RuleSettings['options'],
    severity: Object.fromEntries(severities),
  };
}
