import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';

const URI = 'untitled:file';
const RULE = 'to-thread/no-blocking-in-async';

/** Applies the action that turns the rule off, and expects that the problem is gone. Calls are written `read()`. */
async function disable(where: 'this line' | 'the entire file', text: string): Promise<string> {
  await using client = await LanguageClient.start();
  await client.open(URI, text, 'typescriptreact');
  const before = await client.diagnostics(URI);
  const actions = await client.lightBulb(URI, 'read()');
  const action = actions.find(({ title }) => title === `Disable ${RULE} for ${where}`);
  const after = await client.after(URI, action);
  await client.type(URI, after);
  const left = await client.diagnostics(URI);
  expect(left).toHaveLength(where === 'this line' ? before.length - 1 : 0);
  return after;
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
    expect(await disable('this line', before)).toBe(after);
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
    expect(await disable('the entire file', before)).toBe(after);
  });
});
