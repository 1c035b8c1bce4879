import type { Linter } from 'eslint';
import type { Severity } from '../../shared/rule-settings.ts';
import type { ReportListener } from 'eslint-plugin-to-thread/details';

/** All that is needed to check a file: whose ESLint, with which configuration. */
export interface LintSetup {
  readonly origin: 'bundled' | 'project';
  readonly linter: Linter;
  readonly config: Linter.Config[];
  /** What else the linter is told. */
  readonly options?: LinterOptions;
  /** The rules of the plugin by their ids in this configuration, with the pages that explain them. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** How serious reports are where no project says it, by the ids of the rules. */
  readonly severities?: ReadonlyMap<string, Severity>;
  /** What the rules say beside ESLint's messages. */
  readonly reports: ReportListener;
  /** The module that fixes import `toThread` from. */
  readonly runtime: string;
  /** Whether a text can hold anything to report; parsing is only worth it if so. */
  readonly mayReport: (text: string) => boolean;
}

interface LinterOptions extends Linter.LintOptions {
  /** The file on disk, where what is linted is a part of it with a name of its own. */
  readonly physicalFilename?: string;
}

export interface RuleInfo {
  readonly url?: string;
}

/** The parts of a plugin that say which of its rules have a page. */
interface PluginLike {
  readonly rules?: Readonly<Record<string, unknown>> | undefined;
}

/** The ids of those rules of a plugin that a configuration turns on, each with its page. */
export function enabledRules(
  namespace: string,
  plugin: PluginLike,
  rules: Readonly<Record<string, unknown>>,
): Map<string, RuleInfo> {
  const enabled = new Map<string, RuleInfo>();
  for (const [name, rule] of Object.entries(plugin.rules ?? {})) {
    const id = `${namespace}/${name}`;
    const entry = rules[id];
    const severity: unknown = Array.isArray(entry) ? entry[0] : entry;
    if (severity === undefined || severity === 0 || severity === 'off') continue;
    const url = docsUrl(rule);
    enabled.set(id, url === undefined ? {} : { url });
  }
  return enabled;
}

/** A rule's own name, without the prefix that a configuration gives it. */
export function ruleName(ruleId: string): string {
  return ruleId.slice(ruleId.lastIndexOf('/') + 1);
}

function docsUrl(rule: unknown): string | undefined {
  const url = (rule as { meta?: { docs?: { url?: unknown } } } | undefined)?.meta?.docs?.url;
  return typeof url === 'string' ? url : undefined;
}
