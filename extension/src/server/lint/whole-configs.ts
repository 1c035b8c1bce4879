import { extname, join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { PLUGIN_NAME, ReportListener } from './rule.ts';
import type { LintSetup } from './setup.ts';

/** A configuration that ESLint has worked out for a file: all entries merged, every rule as an array. */
export interface FileConfig {
  /** By namespace. The object is of the ESLint that was asked, and nobody else's. */
  readonly plugins?: Record<string, ESLint.Plugin | undefined>;
  readonly rules?: Readonly<Record<string, Linter.RuleEntry>>;
  readonly languageOptions?: Linter.LanguageOptions;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The names that the blocks of processors end with. */
const BLOCK_EXTENSIONS = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'];

/**
 * Rules of others that have to run beside ours: those by which processors know of comments in markup that turn rules
 * off, and the one with which eslint-plugin-html sees all scripts of a page before it checks one.
 */
const FOR_PROCESSORS = /(?:^|\/)(?:comment-directive|system)$|^__/;

/**
 * Configurations for files that processors take apart. A processor finds out of a file which blocks it holds, and each
 * is linted by the configuration for its own name: these have to be ESLint's own, whole.
 */
export class WholeConfigs {
  readonly #eslint: ESLint;
  readonly #reports = new ReportListener();
  readonly #listened = new WeakSet<object>();

  constructor(eslint: ESLint) {
    this.#eslint = eslint;
  }

  /** How a file is linted, with none but these rules. */
  async configFor(
    file: string,
    config: FileConfig,
    rules: LintSetup['rules'],
  ): Promise<Pick<LintSetup, 'config' | 'options' | 'reports'>> {
    const blocks = new Map<string, FileConfig>();
    for (const extension of BLOCK_EXTENSIONS) {
      // Processors number their blocks, and ESLint puts another number before their names.
      const block = await this.#configOf(join(file, `0_0${extension}`));
      if (block) blocks.set(extension, this.#listenTo(block));
    }
    this.#listenTo(config);
    const getConfig = (name: string): FileConfig | undefined =>
      name === file ? config : blocks.get(extname(name));
    const options = {
      ruleFilter: ({ ruleId }: { ruleId: string }) => rules.has(ruleId) || FOR_PROCESSORS.test(ruleId),
      filterCodeBlock: (name: string) => getConfig(name) !== undefined,
    };
    // The linter takes an array that knows the configuration of each file as it is.
    return { config: Object.assign([], { getConfig }), options, reports: this.#reports };
  }

  async #configOf(file: string): Promise<FileConfig | undefined> {
    return (await this.#eslint.calculateConfigForFile(file)) as FileConfig | undefined;
  }

  #listenTo(config: FileConfig): FileConfig {
    for (const [namespace, plugin] of Object.entries(config.plugins ?? {})) {
      if (!config.plugins || plugin?.meta?.name !== PLUGIN_NAME || this.#listened.has(plugin)) continue;
      const listened = this.#reports.listenTo(plugin);
      this.#listened.add(listened);
      config.plugins[namespace] = listened;
    }
    return config;
  }
}
