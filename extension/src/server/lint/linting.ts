import { join, parse } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Silence } from '../../shared/messages.ts';
import type { RuleSettings } from '../../shared/rule-settings.ts';
import { SECTION } from '../../shared/settings.ts';
import type { DocumentSettings } from '../../shared/settings.ts';
import type { Environment } from '../environment.ts';
import { isExcluded } from '../project/exclude.ts';
import { isCell, isRemote, pathOf } from '../project/document-path.ts';
import { projectRoot } from '../project/project-root.ts';
import { remoteFiles } from '../project/remote-files.ts';
import { check } from './check.ts';
import type { CheckResult } from './check.ts';
import { ProjectESLints } from './project-eslint.ts';
import type { LintSetup } from './setup.ts';
import { isTooLarge } from './too-large.ts';

/** What is known about a document before its text. */
export type DocumentId = Pick<TextDocument, 'uri' | 'languageId'>;

/** How a document is to be checked. */
export interface Plan {
  readonly file: string;
  /** Absent when the document is not to be checked at all. */
  readonly setup?: LintSetup;
  readonly silence?: Silence;
  readonly trouble?: string;
}

/** The outcome of a check, for one version of a document. */
export interface Report extends Plan {
  readonly version: number;
  readonly result?: CheckResult;
  /** Milliseconds that the check took. */
  readonly duration: number;
}

/** Checks documents, each version once. */
export class Linting {
  readonly #environment: Environment;
  readonly #projects = new ProjectESLints();
  readonly #reports = new Map<string, Report>();
  /** Raised when what was known is out of date, so that a check under way is not kept. */
  #generation = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Forgets every result and every project configuration. */
  clear(): void {
    this.#generation++;
    this.#projects.clear();
    remoteFiles.clear();
    this.#reports.clear();
  }

  forget(uri: string): void {
    this.#reports.delete(uri);
  }

  /** The last result for a document, which may be of an older version. */
  last(uri: string): Report | undefined {
    return this.#reports.get(uri);
  }

  /** Checks a document, or gives the result that its version already has. Never rejects: trouble is in the report. */
  async report(document: TextDocument): Promise<Report> {
    const { uri, version } = document;
    const known = this.#reports.get(uri);
    if (known?.version === version) return known;
    const generation = this.#generation;
    const plan = await this.#planFor(document);
    // Another question, asked at the same time, may have had it checked.
    const meanwhile = this.#reports.get(uri);
    if (generation === this.#generation && meanwhile?.version === document.version) return meanwhile;
    const report = run(document, plan);
    if (generation === this.#generation) this.#reports.set(uri, report);
    return report;
  }

  /**
   * Checks a text that is not open in the editor; nothing is kept.
   *
   * @param onPlanned called when all is loaded, right before the check
   */
  async reportOnce(document: TextDocument, onPlanned?: () => void): Promise<Report> {
    const plan = await this.#planFor(document);
    onPlanned?.();
    return run(document, plan);
  }

  /** How a text is to be checked: not at all where it is larger than the settings let it be. */
  async #planFor(document: TextDocument): Promise<Plan> {
    const plan = await this.plan(document);
    if (!plan.setup) return plan;
    const settings = await this.#environment.settings(document.uri);
    return isTooLarge(document.getText(), settings) ? { file: plan.file, silence: 'too large' } : plan;
  }

  /** Decides who checks a document. Code of the project runs only in a trusted workspace. */
  async plan(document: DocumentId): Promise<Plan> {
    const { uri } = document;
    const settings = await this.#environment.settings(uri);
    const folder = await this.#environment.workspaceFolder(uri);
    const file = filePath(document);
    if (!settings.enable) return { file, silence: 'disabled' };
    if (isExcluded(file, folder, settings.exclude)) return { file, silence: 'excluded' };

    if (isRemote(file)) await remoteFiles.loadManifests(file);
    const plan = await bundledPlan(file, settings.rules);
    const bundled = { ...plan, setup: ofCell(plan.setup, document, file) };
    if (settings.source === 'bundled' || !settings.trusted || !uri.startsWith('file:')) {
      return settings.source === 'project' ? { file, silence: 'no project rule' } : bundled;
    }
    const answer = await this.#projects.ask(file, await projectRoot(file, folder));
    switch (answer.kind) {
      case 'rule':
        return { file, setup: answer.setup, ...shownElsewhere(settings) };
      case 'ignored':
        return { file, silence: 'ignored by project' };
      case 'no rule':
        return settings.source === 'project' ? { file, silence: 'no project rule' } : bundled;
      case 'broken': {
        const trouble = `The ESLint configuration for ${file} does not load: ${answer.error.message}`;
        return settings.source === 'project'
          ? { file, trouble, silence: 'no project rule' }
          : { ...bundled, trouble };
      }
    }
  }
}

/** Loads the linter and its parser when they are first needed: they take longer than all else of the server. */
export async function bundledPlan(
  file: string,
  settings: RuleSettings,
): Promise<Plan & { readonly setup: LintSetup }> {
  const rule = await import('./bundled-rule.ts');
  const { refused, ...setup } = rule.bundledSetup(file, settings);
  if (refused.length === 0) return { file, setup };
  const names = refused.map((option) => `${SECTION}.${option}`).join(', ');
  return { file, setup, trouble: `The rules do not take these settings, which are left out: ${names}.` };
}

function shownElsewhere({ eslintExtension }: DocumentSettings): { silence?: Silence } {
  return eslintExtension ? { silence: 'shown by ESLint' } : {};
}

function run(document: TextDocument, plan: Plan): Report {
  const { version } = document;
  if (!plan.setup) return { ...plan, version, duration: 0 };
  const start = performance.now();
  try {
    const result = check(document.getText(), plan.file, plan.setup);
    const silence = result.kind === 'syntax error' ? { silence: 'syntax error' as const } : {};
    return { ...plan, ...silence, version, result, duration: performance.now() - start };
  } catch (error) {
    const trouble = `The check of ${plan.file} failed: ${error instanceof Error ? error.message : String(error)}`;
    return { ...plan, version, trouble, duration: performance.now() - start };
  }
}

/** By languages. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  vue: '.vue',
  svelte: '.svelte',
  astro: '.astro',
  html: '.html',
};

/** A document that was never saved gets a path that is not on disk; its language decides how it is parsed. */
function filePath({ uri, languageId }: DocumentId): string {
  return pathOf(uri) ?? join(parse(process.cwd()).root, `untitled-document${EXTENSIONS[languageId] ?? ''}`);
}

/** A cell lies in the file of its notebook; how it is parsed, its own language says. */
function ofCell(setup: LintSetup, { uri, languageId }: DocumentId, file: string): LintSetup {
  if (!isCell(uri)) return setup;
  const filename = file + (EXTENSIONS[languageId] ?? '');
  return { ...setup, options: { filename, physicalFilename: file } };
}
