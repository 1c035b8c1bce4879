import { readFile } from 'node:fs/promises';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import plugin from 'eslint-plugin-to-thread';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocks } from '../../../eslint-plugin/tests/support/markdown.ts';
import type { DocumentSettings } from '../../src/shared/settings.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

/** Code with something to report, from the page of a rule. */
interface Example {
  /** Its path in the workspace of these tests. */
  readonly file: string;
  readonly text: string;
  readonly ruleId: string;
  readonly options?: unknown;
}

/** Suggestions that no page shows, and a file that only the rule with an option of its own has to do with. */
const MORE: readonly Example[] = [
  {
    file: 'more/array.js',
    text: "import { statSync } from 'node:fs';\nimport { ThreadPoolExecutor } from 'to-thread';\nconst pool = new ThreadPoolExecutor();\nawait pool.run(statSync, 'a');\n",
    ruleId: 'to-thread/valid-to-thread',
  },
  {
    file: 'more/module-url.js',
    text: "import { moduleFunction } from 'to-thread';\nexport const read = moduleFunction('./read.js', 'read', import.meta.filename);\n",
    ruleId: 'to-thread/valid-to-thread',
  },
  {
    file: 'more/own-runtime.js',
    text: "import { toThread } from '#threads';\nexport const read = () => toThread('read');\n",
    ruleId: 'to-thread/valid-to-thread',
    options: { runtime: '#threads' },
  },
];

const examples = [...(await Promise.all(Object.keys(plugin.rules).map(examplesOf))).flat(), ...MORE];

async function examplesOf(rule: string): Promise<Example[]> {
  const page = new URL(`../../../eslint-plugin/docs/rules/${rule}.md`, import.meta.url);
  return codeBlocks(await readFile(page, 'utf8'))
    .filter(({ tags, attributes }) => tags.has('incorrect') && !attributes.has('project'))
    .map(({ language, attributes, text, line }) => {
      const options = attributes.get('options');
      return {
        file: `${rule}/line-${line}/${attributes.get('file') ?? `file.${language}`}`,
        text,
        ruleId: `to-thread/${rule}`,
        ...(options !== undefined && { options: JSON.parse(options) as unknown }),
      };
    });
}

const FILES = ['**/*.{js,cjs,ts}'];

/** What the extension does without a configuration. */
const recommended: Linter.Config = {
  ...plugin.configs.recommended,
  files: FILES,
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
};

/** The same as a project writes it, with the options of the examples that show some. */
const CONFIG = `import * as parser from '@typescript-eslint/parser';
import toThread from 'eslint-plugin-to-thread';
export default [
  { ...toThread.configs.recommended, files: ${JSON.stringify(FILES)}, languageOptions: { parser } },
${examples
  .filter(({ options }) => options !== undefined)
  .map((example) => {
    const rules = { [example.ruleId]: ['error', example.options] };
    return `  ${JSON.stringify({ files: [example.file], rules })},\n`;
  })
  .join('')}];
`;

let files: Workspace;

beforeAll(async () => {
  files = await workspace({
    'package.json': '{ "type": "module", "dependencies": { "to-thread": "*" } }',
    'eslint.config.js': CONFIG,
    ...Object.fromEntries(examples.map(({ file, text }) => [file, text])),
  });
  await files.install('eslint', 'eslint-plugin-to-thread', '@typescript-eslint/parser');
});

afterAll(() => files[Symbol.asyncDispose]());

describe.each([
  {
    whose: 'the rules of the extension',
    source: 'bundled',
    shown: examples.filter(({ options }) => options === undefined),
    eslint: { overrideConfigFile: true, overrideConfig: recommended },
  },
  { whose: "the project's rules", source: 'project', shown: examples, eslint: {} },
] as const)('$whose', ({ source, shown, eslint: options }) => {
  let client: LanguageClient;
  let eslint: ESLint;
  const settings: Partial<DocumentSettings> = { trusted: true, source };

  beforeAll(async () => {
    client = await LanguageClient.start({ folders: [files.uri], settings });
    eslint = new ESLint({ cwd: files.folder, ...options });
  });

  afterAll(() => client[Symbol.asyncDispose]());

  it.each(shown.map((example) => [example.file, example] as const))(
    'give what `eslint` gives: %s',
    async (file, { text, ruleId }) => {
      const uri = files.uriOf(file);
      await client.open(uri, text, file.endsWith('.ts') ? 'typescript' : 'javascript');
      const [result] = await eslint.lintFiles(file);
      const messages = result?.messages ?? [];
      const diagnostics = await client.diagnostics(uri);
      expect(diagnostics.map(placed)).toEqual(
        messages.map(({ ruleId: code, message, line, column }) => ({
          code: String(code).replace('to-thread/', ''),
          message,
          page: `https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/${String(code).replace('to-thread', 'rules')}.md`,
          start: [line, column],
        })),
      );
      expect(diagnostics.map(({ code }) => `to-thread/${String(code)}`)).toContain(ruleId);

      for (const [index, message] of messages.entries()) {
        const actions = await actionsFor(diagnostics[index], uri, client);
        if (message.fix) {
          const [first] = actions;
          expect(first?.isPreferred).toBe(true);
          expect(await client.after(uri, first)).toBe(applied(text, message.fix));
        }
        for (const { desc, fix } of message.suggestions ?? []) {
          const action = actions.find(({ title }) => title === desc.replace(/\.$/, '').replaceAll('`', ''));
          expect(await client.after(uri, action)).toBe(applied(text, fix));
        }
      }
    },
  );

  it('offer every suggestion that the rules have', async () => {
    const results = await eslint.lintFiles(shown.map(({ file }) => file));
    const ids = results.flatMap(({ messages }) =>
      messages.flatMap(({ suggestions = [] }) => suggestions.map(({ messageId }) => messageId)),
    );
    expect([...new Set(ids)].sort()).toEqual(SUGGESTIONS);
  });
});

/** The suggestions of both rules, which the examples must have between them for the tests above to mean something. */
const SUGGESTIONS = [
  'awaitAll',
  'awaitArgument',
  'awaitCall',
  'awaitLock',
  'awaitResult',
  'construct',
  'exportFunction',
  'holdLock',
  'makeAsync',
  'makeCallbackAsync',
  'passArray',
  'passAsArguments',
  'passExecutor',
  'passFunction',
  'passModuleURL',
  'takeFromNode',
  'useForOf',
  'useNative',
  'wrapInToThread',
];

function placed({ code, codeDescription, message, range: { start } }: Diagnostic): object {
  return {
    code,
    message,
    page: codeDescription?.href,
    start: [start.line + 1, start.character + 1],
  };
}

/** The actions about one problem, at its place. */
async function actionsFor(
  diagnostic: Diagnostic | undefined,
  uri: string,
  client: LanguageClient,
): Promise<CodeAction[]> {
  if (!diagnostic) return [];
  const actions = await client.actions(uri, diagnostic.range);
  return actions.filter(({ diagnostics }) =>
    diagnostics?.some(({ message, range }) => {
      const { start } = range;
      return (
        message === diagnostic.message &&
        start.line === diagnostic.range.start.line &&
        start.character === diagnostic.range.start.character
      );
    }),
  );
}

function applied(
  text: string,
  { range: [start, end], text: replacement }: { range: [number, number]; text: string },
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
