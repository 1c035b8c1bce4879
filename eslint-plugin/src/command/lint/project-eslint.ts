import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import { messageOf, UserError } from '../user-error.ts';
import { EXTENSIONS } from './parsers.ts';

/** What ESLint has worked out for a file: all entries of the configuration merged, every rule as an array. */
export interface FileConfig {
  readonly plugins?: Readonly<Record<string, ESLint.Plugin | undefined>>;
  readonly rules?: Readonly<Record<string, Linter.RuleEntry>>;
  readonly languageOptions?: Linter.LanguageOptions;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly language?: unknown;
}

export interface SearchOptions {
  /** Globs that are left out of folders, but not where somebody names a file by its path. */
  readonly ignore: readonly string[];
  /** Globs that are left out in any case. */
  readonly exclude: readonly string[];
}

/** Folders that hold what was made from other files, where no configuration says which these are. */
const GENERATED = [
  ...['**/dist/', '**/build/', '**/out/', '**/coverage/', '**/vendor/', '**/.*/'],
  ...['**/*.min.{js,cjs,mjs}', '**/*.d.{ts,cts,mts}'],
];

/** ESLint with the configuration that a folder has, or with none. */
export class ProjectESLint {
  readonly #cwd: string;
  readonly #eslint: ESLint;
  /** Whether there is a configuration. */
  readonly isConfigured: boolean;

  private constructor(cwd: string, isConfigured: boolean) {
    this.#cwd = cwd;
    this.isConfigured = isConfigured;
    this.#eslint = new ESLint({ cwd, ...this.#source() });
  }

  /**
   * @param cwd absolute path
   * @throws UserError if there is a configuration that cannot be loaded
   */
  static async open(cwd: string): Promise<ProjectESLint> {
    const file = await new ESLint({ cwd }).findConfigFile();
    const project = new ProjectESLint(cwd, file !== undefined);
    if (file === undefined) return project;
    try {
      await project.configFor(resolve(cwd, 'file.js'));
    } catch (error) {
      throw new UserError(
        `The ESLint configuration ${file} cannot be loaded: ${messageOf(error)}\n` +
          'Install what it needs, or leave it out with --no-config.',
      );
    }
    return project;
  }

  /** The same without any configuration. */
  static bare(cwd: string): ProjectESLint {
    return new ProjectESLint(cwd, false);
  }

  /** The configuration for a file; nothing if it is ignored, or not to be linted. */
  async configFor(file: string): Promise<FileConfig | undefined> {
    return (await this.#eslint.calculateConfigForFile(file)) as FileConfig | undefined;
  }

  /**
   * Absolute paths of what ESLint would lint, and of files in languages that it can be taught.
   *
   * @param paths files, folders and globs
   */
  async search(paths: readonly string[], { ignore, exclude }: SearchOptions): Promise<string[]> {
    const named: string[] = [];
    const others: string[] = [];
    for (const path of paths) ((await this.#isFile(path)) ? named : others).push(path);
    const found = [
      ...(await this.#find(named, exclude)),
      ...(await this.#find(others, [...exclude, ...ignore, ...(this.isConfigured ? [] : GENERATED)])),
    ];
    return [...new Set(found)].sort();
  }

  async #isFile(path: string): Promise<boolean> {
    try {
      return (await stat(resolve(this.#cwd, path))).isFile();
    } catch {
      if (/[*?{[(!]/.test(path)) return false;
      throw new UserError(`There is no file or folder ${path} in ${this.#cwd}.`);
    }
  }

  /** ESLint knows which files to take: it is stopped before it lints them. */
  async #find(patterns: readonly string[], ignorePatterns: readonly string[]): Promise<string[]> {
    if (patterns.length === 0) return [];
    const files: string[] = [];
    const finder = new ESLint({
      cwd: this.#cwd,
      ...this.#source(),
      ignorePatterns: [...ignorePatterns],
      errorOnUnmatchedPattern: false,
      warnIgnored: false,
      overrideConfig: {
        files: [`**/*.{${EXTENSIONS.join(',')}}`],
        processor: {
          meta: { name: 'to-thread/finder', version: '1' },
          preprocess(_text, file) {
            files.push(file);
            return [];
          },
          postprocess: () => [],
        },
      },
    });
    await finder.lintFiles([...patterns]);
    return files;
  }

  #source(): ESLint.Options {
    return this.isConfigured ? {} : { overrideConfigFile: true };
  }
}
