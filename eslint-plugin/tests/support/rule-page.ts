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
  /** A folder without the runtime, for the examples that are about that. */
  readonly #bare = temporaryFolder({ 'package.json': '{}', 'file.js': '' });
  /** The folders of the projects that blocks with `project=…` are files of. */
  readonly #projects: ReadonlyMap<string, string>;

  constructor(rule: BlockingRule) {
    this.rule = rule;
    const url = new URL(`../../docs/rules/${rule}.md`, import.meta.url);
    this.text = readFileSync(url, 'utf8').replaceAll('\r\n', '\n');
    this.blocks = codeBlocks(this.text);
    const names = new Set(this.blocks.flatMap(({ attributes }) => attributes.get('project') ?? []));
    this.#projects = new Map([...names].map((name) => [name, this.#makeProject(name)]));
  }

  settingsOf({ language, attributes }: CodeBlock): LintSettings {
    const options = attributes.get('options');
    const sourceType = attributes.get('sourceType');
    const project = this.#projects.get(attributes.get('project') ?? '');
    return {
      rule: this.rule,
      file: attributes.get('file') ?? `file.${language}`,
      ...(options !== undefined && { options: JSON.parse(options) as Partial<Options> }),
      ...(sourceType === 'script' && { sourceType }),
      ...(attributes.get('installed') === 'false' && { cwd: this.#bare }),
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
