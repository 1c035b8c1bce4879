import { readFileSync } from 'node:fs';
import { REASONS } from '../../src/fix/reasons.ts';
import type { ReasonId } from '../../src/fix/reasons.ts';
import type { Options } from '../../src/rules/options.ts';
import type { LintSettings } from './eslint.ts';
import { temporaryFolder } from './folder.ts';
import { codeBlocks } from './markdown.ts';
import type { CodeBlock } from './markdown.ts';
import { typescriptProject } from './project.ts';

/** The rules about blocking calls. */
type BlockingRule = 'no-blocking-in-async' | 'no-blocking-lookup-in-async';

/** The page of a rule about blocking calls, and how its code is linted. */
export class RulePage {
  readonly rule: BlockingRule;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** Folders without the runtime, by the value of `installed=…`, for the examples that are about that. */
  readonly #withoutRuntime: ReadonlyMap<string, string>;
  /** The folders of the projects that blocks with `project=…` are files of. */
  readonly #projects: ReadonlyMap<string, string>;

  constructor(rule: BlockingRule) {
    this.rule = rule;
    const url = new URL(`../../docs/rules/${rule}.md`, import.meta.url);
    this.text = readFileSync(url, 'utf8').replaceAll('\r\n', '\n');
    this.blocks = codeBlocks(this.text);
    this.#withoutRuntime = new Map([
      ['false', temporaryFolder({ 'package.json': '{}', 'file.js': '' })],
      [
        'development',
        temporaryFolder({ 'package.json': '{ "devDependencies": { "to-thread": "*" } }', 'file.js': '' }),
      ],
      ['nowhere', temporaryFolder({ 'file.js': '' })],
    ]);
    const names = new Set(this.blocks.flatMap(({ attributes }) => attributes.get('project') ?? []));
    this.#projects = new Map([...names].map((name) => [name, this.#makeProject(name)]));
  }

  settingsOf({ language, attributes }: CodeBlock): LintSettings {
    const options = attributes.get('options');
    const sourceType = attributes.get('sourceType');
    const project = this.#projects.get(attributes.get('project') ?? '');
    const bare = this.#withoutRuntime.get(attributes.get('installed') ?? '');
    return {
      rule: this.rule,
      file: attributes.get('file') ?? `file.${language}`,
      ...(options !== undefined && { options: JSON.parse(options) as Partial<Options> }),
      ...(sourceType === 'script' && { sourceType }),
      ...(bare !== undefined && { cwd: bare }),
      ...(project !== undefined && { cwd: project, types: true }),
    };
  }

  #makeProject(name: string): string {
    const files = this.blocks
      .filter(({ attributes }) => attributes.get('project') === name)
      .map(({ attributes, text }) => [attributes.get('file') ?? '', text] as const);
    return typescriptProject(Object.fromEntries(files));
  }
}

/** The reason that a block says its report has. */
export function reasonOf({ attributes }: CodeBlock): ReasonId | undefined {
  const id = attributes.get('reason');
  if (id !== undefined && !(id in REASONS)) throw new Error(`No reason is called ${id}.`);
  return id as ReasonId | undefined;
}
