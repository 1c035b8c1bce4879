import { extname, relative } from 'node:path';
import { Linter } from 'eslint';
import type { ESLint } from 'eslint';
import { mayRunAsync } from '../../detect/execution-context.ts';
import { ReportListener } from '../../details.ts';
import type { ReportDetails } from '../../details.ts';
import plugin from '../../index.ts';
import { defaultOptions } from '../../rules/options.ts';
import type { Options } from '../../rules/options.ts';
import { messageOf } from '../user-error.ts';
import { Parsers } from './parsers.ts';
import type { Parsing } from './parsers.ts';
import type { FileConfig, ProjectESLint } from './project-eslint.ts';
import { RULES } from './report.ts';
import type { LintedText, Report, RuleName } from './report.ts';

/** What one look at a project asks of the rules beside what its configuration says. */
export interface RuleWishes {
  /** For both rules. */
  readonly both?: Partial<Options>;
  /** For lookups alone. */
  readonly lookups?: Partial<Options>;
}

/** Lints the texts of one file. */
export type FileLinter = (text: string, wishes?: RuleWishes) => LintedText;

type RuleSettings = Readonly<
  Record<RuleName, readonly [severity: Linter.Severity, options: Partial<Options>]>
>;

const NAMESPACE = plugin.meta.namespace;

/** What is reported, and how gravely, where no configuration says so. */
const DEFAULTS: RuleSettings = {
  'no-blocking-in-async': [2, {}],
  'no-blocking-lookup-in-async': [1, {}],
};

/** Lints the files of a project with these rules and no others, in the way that its configuration says. */
export class ProjectLinter {
  readonly #cwd: string;
  readonly #eslint: ProjectESLint;
  readonly #trace: string | undefined;
  readonly #parsers: Parsers;
  readonly #listener = new ReportListener();
  readonly #linter: Linter;
  readonly #plugin: ESLint.Plugin;

  /** @param trace recordings, for files whose configuration names none */
  constructor(cwd: string, eslint: ProjectESLint, trace?: string) {
    this.#cwd = cwd;
    this.#eslint = eslint;
    this.#trace = trace;
    this.#parsers = new Parsers(cwd);
    this.#linter = new Linter({ cwd });
    this.#plugin = this.#listener.listenTo(plugin);
  }

  /**
   * Gives what lints a file.
   *
   * @param file absolute path
   */
  async forFile(file: string): Promise<FileLinter> {
    const config = this.#eslint.isConfigured ? await this.#eslint.configFor(file) : undefined;
    const parsing = await this.#parsers.forFile(file);
    const languages = languagesFor(file, config, parsing);
    const settings = config ? configured(config) : DEFAULTS;
    return remembering((text, wishes) => {
      // Most files cannot hold what is looked for, and need not be parsed, nor a parser be there for them.
      if (!mayRunAsync(text)) return { reports: [] };
      if (typeof languages === 'string') return { unread: languages };
      const rules = rulesWith(settings, wishes);
      let linted: LintedText = { reports: [] };
      for (const languageOptions of languages) {
        linted = this.#lint(text, file, { languageOptions, rules, settings: this.#settings(config) });
        if (!('unread' in linted)) break;
      }
      return linted;
    });
  }

  #settings(config: FileConfig | undefined): Readonly<Record<string, unknown>> {
    const { settings = {} } = config ?? {};
    if (this.#trace === undefined) return settings;
    return {
      ...settings,
      [NAMESPACE]: { trace: this.#trace, ...(settings[NAMESPACE] as object | undefined) },
    };
  }

  #lint(
    text: string,
    file: string,
    config: Pick<Linter.Config, 'languageOptions' | 'rules'> & {
      settings: Readonly<Record<string, unknown>>;
    },
  ): LintedText {
    const whole: Linter.Config = {
      ...config,
      files: [`**/*${extname(file)}`],
      plugins: { [NAMESPACE]: this.#plugin },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    };
    let messages: Linter.LintMessage[];
    try {
      messages = this.#linter.verify(text, whole, { filename: file });
    } catch (error) {
      // A parser of the configuration that does not go with this ESLint, say: it takes no other file with it.
      return { unread: messageOf(error).split('\n', 1)[0] ?? '' };
    }
    const fatal = messages.find((message) => message.fatal);
    const reports = fatal ? [] : messages.flatMap((message) => this.#reportOf(message, file, text));
    this.#listener.clear();
    return fatal ? { unread: `line ${String(fatal.line)}: ${fatal.message}` } : { reports };
  }

  #reportOf(message: Linter.LintMessage, file: string, text: string): Report[] {
    const rule = RULES.find((name) => message.ruleId === `${NAMESPACE}/${name}`);
    if (!rule) return [];
    const details = this.#listener.detailsOf(message, file) ?? {};
    const { edits, range } = details;
    const { line, column } = message;
    const start = range?.[0] ?? offsetOf(text, line, column);
    return [
      {
        ...known(details),
        rule,
        messageId: message.messageId ?? '',
        message: message.message,
        severity: message.severity === 2 ? 'error' : 'warning',
        ...{ line, column, endLine: message.endLine ?? line, endColumn: message.endColumn ?? column },
        start,
        // What ESLint has turned into one fix; not there where a comment or an option is against it.
        edits: message.fix && edits ? edits : [],
        suggestions: (message.suggestions ?? []).map(({ messageId = '' }) => messageId),
      },
    ];
  }

  /** A path as it is shown: from the folder of the run, with forward slashes. */
  nameOf(file: string): string {
    return relative(this.#cwd, file).replaceAll('\\', '/');
  }
}

const NO_WISHES: RuleWishes = {};

/** Most files are the same from step to step, and need not be looked at again. */
function remembering(lint: (text: string, wishes: RuleWishes) => LintedText): FileLinter {
  const last = new Map<RuleWishes, { readonly text: string; readonly linted: LintedText }>();
  return (text, wishes = NO_WISHES) => {
    const known = last.get(wishes);
    if (known?.text === text) return known.linted;
    const linted = lint(text, wishes);
    last.set(wishes, { text, linted });
    return linted;
  };
}

/** The details that reports have in common, without the words that only sentences need. */
function known({ name, place, kind, fixId, reasonId, way, blocked }: ReportDetails) {
  return {
    ...(name !== undefined && { name }),
    ...(place !== undefined && { place }),
    ...(kind !== undefined && { kind }),
    ...(fixId !== undefined && { fixId }),
    ...(reasonId !== undefined && { reasonId }),
    ...(way !== undefined && { way }),
    ...(blocked !== undefined && { blocked }),
  };
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split(/(?<=\r\n|[\n\u2028\u2029]|\r(?!\n))/).slice(0, line - 1);
  return before.join('').length + column - 1;
}

/** The ways in which a file may be read, the likeliest first; or what is missing. */
function languagesFor(
  file: string,
  config: FileConfig | undefined,
  parsing: Parsing,
): readonly Linter.LanguageOptions[] | string {
  const own = config?.languageOptions;
  if (own && (parsing === undefined || hasParser(own))) return [withoutTypes(own, config)];
  if (parsing === undefined) return PLAIN;
  if ('missing' in parsing)
    return `no parser for it is installed that goes with this ESLint (${parsing.missing})`;
  const { parser, embedded } = parsing;
  const parserOptions = {
    ...{ ecmaVersion: 'latest', sourceType: 'module', ecmaFeatures: { jsx: !/\.[cm]?ts$/i.test(file) } },
    ...(embedded && { parser: embedded }),
  };
  const sourceType = /\.cts$/i.test(file) ? 'commonjs' : 'module';
  return [{ parser, sourceType, parserOptions }];
}

/** A `.js` file is a module or not, whatever it is called: what is only allowed in one of them decides. */
const PLAIN: readonly Linter.LanguageOptions[] = (['module', 'commonjs', 'script'] as const).map(
  (sourceType) => ({
    sourceType,
    parserOptions: { ecmaFeatures: { jsx: true } },
  }),
);

/** Whether a configuration has another parser than ESLint's own, which reads JavaScript only. */
function hasParser({ parser }: Linter.LanguageOptions): boolean {
  return (parser as { meta?: { name?: string } } | undefined)?.meta?.name !== 'espree';
}

const TYPE_OPTIONS = ['project', 'projectService', 'programs', 'EXPERIMENTAL_useProjectService'];

/** Types take minutes to work out, so that they are left out where nobody has asked these rules to use them. */
function withoutTypes(options: Linter.LanguageOptions, config: FileConfig): Linter.LanguageOptions {
  const settings = configured(config);
  if (RULES.some((rule) => settings[rule][1].typed)) return options;
  const parserOptions = Object.entries(options.parserOptions ?? {}).filter(
    ([name]) => !TYPE_OPTIONS.includes(name),
  );
  return { ...options, parserOptions: Object.fromEntries(parserOptions) };
}

/** What a configuration says of our rules; what is usual, if it does not have them. */
function configured({ plugins = {}, rules = {} }: FileConfig): RuleSettings {
  const [namespace] =
    Object.entries(plugins).find(([, { meta } = {}]) => meta?.name === plugin.meta.name) ?? [];
  if (namespace === undefined) return DEFAULTS;
  const settingOf = (rule: RuleName): RuleSettings[RuleName] => {
    const entry: readonly unknown[] = [rules[`${namespace}/${rule}`] ?? 0].flat();
    return [SEVERITIES[String(entry[0])] ?? 0, entry[1] ?? {}];
  };
  return {
    'no-blocking-in-async': settingOf('no-blocking-in-async'),
    'no-blocking-lookup-in-async': settingOf('no-blocking-lookup-in-async'),
  };
}

const SEVERITIES: Readonly<Record<string, Linter.Severity>> = { 1: 1, 2: 2, warn: 1, error: 2 };

/** Helpers are followed into other files where the rules know how to: there is a whole project to look at. */
const WHOLE_PROJECT: object = 'crossFile' in defaultOptions ? { crossFile: true } : {};

function rulesWith(settings: RuleSettings, { both, lookups }: RuleWishes): Linter.RulesRecord {
  const entries = RULES.map((rule): [string, Linter.RuleEntry] => {
    const [severity, options] = settings[rule];
    const wanted = {
      ...options,
      ...WHOLE_PROJECT,
      ...both,
      ...(rule === 'no-blocking-lookup-in-async' && lookups),
    };
    return [`${NAMESPACE}/${rule}`, [severity, wanted]];
  });
  return Object.fromEntries(entries);
}
