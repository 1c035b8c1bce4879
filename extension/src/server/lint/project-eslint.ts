import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { exists } from '../project/files.ts';
import { foldersAbove } from '../project/folders.ts';
import { DEFAULT_RUNTIME, mayReportWithOptions, PLUGIN_NAME, ReportListener, runtimeOption } from './rule.ts';
import { holdsMarkup } from './scripts/script-programs.ts';
import { usesPlugin } from './plugin-use.ts';
import { enabledRules } from './setup.ts';
import type { LintSetup } from './setup.ts';
import { WholeConfigs } from './whole-configs.ts';
import type { FileConfig } from './whole-configs.ts';

/** What a project's ESLint configuration says about one file. */
export type ProjectAnswer =
  /** There is no configuration, or it does not know the rule. */
  | { readonly kind: 'no rule' }
  | { readonly kind: 'rule'; readonly setup: LintSetup }
  /** The configuration knows the rule, and leaves this file out. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'broken'; readonly error: Error };

/** The exports of the project's own `eslint` package that are used here. */
interface ESLintModule {
  readonly ESLint: { readonly version: string; readonly configType?: string } & (new (
    options: ESLint.Options,
  ) => ESLint);
  readonly Linter: typeof Linter;
}

/** ESLint as it is installed in a project, for one folder with a configuration file. */
interface LoadedESLint {
  readonly folder: string;
  readonly eslint: ESLint;
  readonly linter: Linter;
  readonly hasPlugin: boolean;
  readonly whole: WholeConfigs;
}

const CONFIG_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map(
  (extension) => `eslint.config.${extension}`,
);

/**
 * The ESLint configurations of the open projects. Asking runs code of the project, which is only done in a trusted
 * workspace; the caller sees to that.
 */
export class ProjectESLints {
  readonly #loaded = new Map<string, LoadedESLint | Error | undefined>();
  readonly #answers = new Map<string, Promise<ProjectAnswer>>();

  /** Forgets everything, so that changed configurations are read again. */
  clear(): void {
    this.#loaded.clear();
    this.#answers.clear();
  }

  /**
   * @param file absolute path
   * @param root the outermost folder in which a configuration is looked for
   */
  ask(file: string, root: string): Promise<ProjectAnswer> {
    let answer = this.#answers.get(file);
    if (!answer) {
      answer = this.#ask(file, root).catch((error: unknown) => ({ kind: 'broken', error: asError(error) }));
      this.#answers.set(file, answer);
    }
    return answer;
  }

  async #ask(file: string, root: string): Promise<ProjectAnswer> {
    const configFile = await findConfigFile(file, root);
    if (configFile === undefined) return { kind: 'no rule' };
    const loaded = this.#load(configFile);
    if (!loaded) return { kind: 'no rule' };
    if (loaded instanceof Error) return { kind: 'broken', error: loaded };

    const config = (await loaded.eslint.calculateConfigForFile(file)) as FileConfig | undefined;
    if (!config) return { kind: 'ignored' };
    const found = Object.entries(config.plugins ?? {}).find(
      ([, plugin]) => plugin?.meta?.name === PLUGIN_NAME,
    );
    const [namespace, plugin] = found ?? [];
    if (namespace === undefined || !plugin) {
      const isMeant = loaded.hasPlugin && (await usesPlugin(configFile)) !== false;
      return { kind: isMeant ? 'ignored' : 'no rule' };
    }
    const rules = enabledRules(namespace, plugin, config.rules ?? {});
    if (rules.size === 0) return { kind: 'ignored' };
    const setup = projectSetup(loaded, config, namespace, plugin, rules);
    if (!holdsMarkup(file)) return { kind: 'rule', setup };
    return { kind: 'rule', setup: { ...setup, ...(await loaded.whole.configFor(file, config, rules)) } };
  }

  #load(configFile: string): LoadedESLint | Error | undefined {
    const folder = dirname(configFile);
    if (!this.#loaded.has(folder)) this.#loaded.set(folder, load(configFile, folder));
    return this.#loaded.get(folder);
  }
}

async function findConfigFile(file: string, root: string): Promise<string | undefined> {
  for (const folder of foldersAbove(file, root)) {
    for (const name of CONFIG_FILES) {
      if (await exists(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

function load(configFile: string, folder: string): LoadedESLint | Error | undefined {
  const require = createRequire(configFile);
  let entry: string;
  try {
    entry = require.resolve('eslint');
  } catch {
    // A configuration without ESLint: nothing is installed yet.
    return undefined;
  }
  try {
    const { ESLint, Linter } = require(entry) as ESLintModule;
    // Before version 9 there were other configuration files, and before 9.15 no defaults of options, which the plugin needs.
    if (ESLint.configType !== 'flat' || isBefore(ESLint.version, [9, 15])) return undefined;
    const eslint = new ESLint({ cwd: folder });
    return {
      folder,
      eslint,
      linter: new Linter({ cwd: folder }),
      hasPlugin: resolves(require, PLUGIN_NAME),
      whole: new WholeConfigs(eslint),
    };
  } catch (error) {
    return asError(error);
  }
}

/** The project's configuration for one file, cut down to our rules, so that no other rule costs time or reports. */
function projectSetup(
  { linter }: LoadedESLint,
  config: FileConfig,
  namespace: string,
  plugin: ESLint.Plugin,
  rules: LintSetup['rules'],
): LintSetup {
  const entries = Object.entries(config.rules ?? {}).filter(([id]) => rules.has(id));
  const reports = new ReportListener();
  const entry: Linter.Config = {
    files: ['**'],
    plugins: { [namespace]: reports.listenTo(plugin) },
    rules: Object.fromEntries(entries),
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    ...(config.languageOptions && { languageOptions: config.languageOptions }),
    ...(config.settings && { settings: config.settings }),
  };
  const runtimes = runtimesOf(entries.map(([, rule]) => rule));
  return {
    origin: 'project',
    linter,
    reports,
    config: [entry],
    rules,
    runtime: runtimes[0] ?? DEFAULT_RUNTIME,
    mayReport: (text) => runtimes.some((runtime) => mayReportWithOptions(text, runtime)),
  };
}

/** The modules that rules take `toThread` from: each has an option of its own for that. */
function runtimesOf(entries: readonly Linter.RuleEntry[]): string[] {
  return entries.map(
    (entry) => runtimeOption(Array.isArray(entry) ? entry[1] : undefined) ?? DEFAULT_RUNTIME,
  );
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

function resolves(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
