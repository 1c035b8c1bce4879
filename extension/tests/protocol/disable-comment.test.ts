import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

const RULE = 'to-thread/no-blocking-in-async';

const CONFIG = `import toThread from 'eslint-plugin-to-thread';
const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };
export default [{ files: ['**/*.jsx'], languageOptions, ...toThread.configs.recommended }];
`;

let project: Workspace;

beforeAll(async () => {
  project = await workspace({ 'package.json': '{ "type": "module" }', 'eslint.config.js': CONFIG });
  await project.install('eslint', 'eslint-plugin-to-thread');
});

afterAll(() => project[Symbol.asyncDispose]());

/** Applies the action that turns the rule off, and expects that the problem is gone. Calls are written `read()`. */
async function disable(
  where: 'this line' | 'the entire file',
  text: string,
  source: 'project' | 'bundled',
): Promise<string> {
  await using client = await LanguageClient.start({
    folders: [project.uri],
    settings: { trusted: true, source },
  });
  const uri = project.uriOf('file.jsx');
  await client.open(uri, text, 'javascriptreact');
  const before = await client.diagnostics(uri);
  const actions = await client.lightBulb(uri, 'read()');
  const name = source === 'project' ? RULE : 'to-thread';
  const action = actions.find(({ title }) => title === `Disable ${name} for ${where}`);
  const after = await client.after(uri, action);
  await client.type(uri, after);
  const left = await client.diagnostics(uri);
  expect(left).toHaveLength(where === 'this line' ? before.length - 1 : 0);
  return after;
}

/** The same comment of our own: it stands above those of ESLint, which are about the very next line. */
function own(text: string): string {
  const joined = new RegExp(`^(?=(.*eslint-disable-next-line no-console), ${RULE})`, 'm');
  return text
    .replace(joined, '// to-thread-ignore-next-line\n')
    .replace(`, ${RULE}`, '')
    .replace(/eslint-disable(-next-line|-line)? to-thread\S*/, (_, kind: string | undefined) => {
      return `to-thread-ignore${kind ?? '-file'}`;
    });
}

const IMPORT = "import { readFileSync as read } from 'fs';";

describe('disabling the rule for a line', () => {
  it.each([
    [
      'a comment above, indented alike',
      `${IMPORT}\nasync () => {\n    read();\n};\n`,
      `${IMPORT}\nasync () => {\n    // eslint-disable-next-line ${RULE}\n    read();\n};\n`,
    ],
    [
      'Windows line breaks',
      `${IMPORT}\r\nasync () => {\r\n\tread();\r\n};\r\n`,
      `${IMPORT}\r\nasync () => {\r\n\t// eslint-disable-next-line ${RULE}\r\n\tread();\r\n};\r\n`,
    ],
    [
      'the first line of a file',
      `${IMPORT} async () => read();`,
      `// eslint-disable-next-line ${RULE}\n${IMPORT} async () => read();`,
    ],
    [
      'a comment that turns off another rule',
      `${IMPORT}\n// eslint-disable-next-line no-console\nasync () => read();\n`,
      `${IMPORT}\n// eslint-disable-next-line no-console, ${RULE}\nasync () => read();\n`,
    ],
    [
      'a comment with a reason',
      `${IMPORT}\n// eslint-disable-next-line no-console -- it is a tool\nasync () => read();\n`,
      `${IMPORT}\n// eslint-disable-next-line no-console, ${RULE} -- it is a tool\nasync () => read();\n`,
    ],
    [
      'a block comment that turns off another rule',
      `${IMPORT}\n/* eslint-disable-next-line no-console */\nasync () => read();\n`,
      `${IMPORT}\n/* eslint-disable-next-line no-console, ${RULE} */\nasync () => read();\n`,
    ],
    [
      'a template literal of many lines',
      `${IMPORT}\nasync () => \`\n  one \${read()} two\n\`;\n`,
      `${IMPORT}\nasync () => \`\n  one \${/* eslint-disable-line ${RULE} */ read()} two\n\`;\n`,
    ],
    [
      'the text of JSX',
      `${IMPORT}\nasync () => (\n  <p>\n    {read()} two\n  </p>\n);\n`,
      `${IMPORT}\nasync () => (\n  <p>\n    {/* eslint-disable-line ${RULE} */ read()} two\n  </p>\n);\n`,
    ],
    [
      'an attribute of JSX',
      `${IMPORT}\nasync () => (\n  <p\n    id={read()}\n  />\n);\n`,
      `${IMPORT}\nasync () => (\n  <p\n    // eslint-disable-next-line ${RULE}\n    id={read()}\n  />\n);\n`,
    ],
    [
      'the end of a comment of many lines',
      `${IMPORT}\n/* one\n two */ async () => read();\n`,
      `${IMPORT}\n/* one\n two */ async () => /* eslint-disable-line ${RULE} */ read();\n`,
    ],
  ])('knows %s', async (_, before, after) => {
    expect(await disable('this line', before, 'project')).toBe(after);
    expect(await disable('this line', before, 'bundled')).toBe(own(after));
  });
});

describe('disabling the rule for a file', () => {
  it.each([
    [
      'at its top',
      `${IMPORT}\nasync () => read();\n`,
      `/* eslint-disable ${RULE} */\n${IMPORT}\nasync () => read();\n`,
    ],
    [
      'below a shebang',
      `#!/usr/bin/env node\r\n${IMPORT}\r\nasync () => read();\r\n`,
      `#!/usr/bin/env node\r\n/* eslint-disable ${RULE} */\r\n${IMPORT}\r\nasync () => read();\r\n`,
    ],
  ])('writes a comment %s', async (_, before, after) => {
    expect(await disable('the entire file', before, 'project')).toBe(after);
    expect(await disable('the entire file', before, 'bundled')).toBe(own(after));
  });
});
