import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import toThread from 'eslint-plugin-to-thread';
import tseslint from 'typescript-eslint';
import type { Extent, Program } from './programs.ts';

/** What of the calls is fixed: what is shown to be safe, or everything; or what a lock makes safe. */
export type FixMode = 'safe' | 'all' | 'lock';

export interface Fixed {
  readonly extent: Extent;
  /** The text of each file that has been changed. */
  readonly texts: Readonly<Record<string, string>>;
  /** What the rules say of the calls that they left. */
  readonly messages: readonly string[];
}

/** Every rule that finds blocking calls. The one for lookups fixes nothing unless it is told to. */
export const blockingRules = Object.keys(toThread.rules).filter((name) => name.startsWith('no-blocking'));

/** Fixes a program in a folder with ESLint and the built plugin; what is on the disk stays as it is. */
export async function fix(
  folder: string,
  { lint, options }: Program,
  mode: Exclude<FixMode, 'lock'>,
): Promise<Fixed> {
  const eslint = new ESLint({
    cwd: folder,
    fix: true,
    overrideConfigFile: true,
    overrideConfig: configuration({ ...options, fix: mode }),
  });
  const results = await eslint.lintFiles(lint.map((name) => join(folder, name)));
  const messages = results.flatMap((result) => result.messages);
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${folder}: ${fatal.message}`);
  const texts = results.flatMap(({ filePath, output }) =>
    output === undefined ? [] : [[relative(folder, filePath), output] as const],
  );
  return {
    extent: texts.length === 0 ? 'left' : messages.length > 0 ? 'partly' : 'fixed',
    texts: Object.fromEntries(texts),
    messages: messages.map(({ line, message }) => `line ${line}: ${message}`),
  };
}

/** Takes up every suggestion to hold a lock in a program, one after the other, then fixes the rest. */
export async function lock(folder: string, { lint, options }: Program): Promise<Fixed> {
  const configured: ESLint.Options = {
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: configuration({ ...options }),
  };
  const [linter, fixer] = [new ESLint(configured), new ESLint({ ...configured, fix: true })];
  const texts: Record<string, string> = {};
  for (const name of lint) {
    const filePath = join(folder, name);
    let text = await readFile(filePath, 'utf8');
    for (let locks = 0; ; locks++) {
      const [result] = await linter.lintText(text, { filePath });
      const suggestion = result?.messages
        .flatMap(({ suggestions = [] }) => suggestions)
        .find(({ messageId }) => messageId === 'holdLock');
      if (!suggestion) {
        if (locks === 0) break;
        const [rest] = await fixer.lintText(text, { filePath });
        texts[name] = rest?.output ?? text;
        break;
      }
      const { range, text: inserted } = suggestion.fix;
      text = text.slice(0, range[0]) + inserted + text.slice(range[1]);
    }
  }
  return { extent: Object.keys(texts).length === 0 ? 'left' : 'partly', texts, messages: [] };
}

function configuration(options: object): Linter.Config[] {
  const setting: Linter.RuleEntry = ['error', options];
  return [
    { files: ['**/*.{ts,mts,cts}'], languageOptions: { parser: tseslint.parser } },
    { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
    {
      files: ['**/*.{js,mjs,cjs,ts,mts,cts}'],
      plugins: { 'to-thread': toThread },
      rules: Object.fromEntries(blockingRules.map((name) => [`to-thread/${name}`, setting])),
    },
  ];
}
