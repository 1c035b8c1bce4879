import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import { typescriptProject } from '../../support/project.ts';

const read = `import { readFileSync } from 'node:fs';

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
export const arrow = (path: string) => readJson(path);
export default function () {
  return readJson('p');
}
export async function later(path: string) {
  return path;
}
export function* generator(path: string) {
  yield readJson(path);
}
export class Files {
  field = (path: string) => readJson(path);
  constructor(path: string) {
    readJson(path);
  }
  static all(paths: string[]) {
    return paths.map((path) => readJson(path));
  }
  static handed(paths: string[]) {
    return paths.map(readJson);
  }
  read(path: string) {
    return readJson(path);
  }
  listener() {
    return () => readJson('p');
  }
  timer() {
    setTimeout(() => readJson('p'), 10);
  }
}
export const api = { load: (path: string) => readJson(path), deep: { load(path: string) { return readJson(path); } } };
/** @nonblocking It is cached. */
export function quiet(path: string) {
  return readJson(path);
}
/**
 * Crunches numbers.
 *
 * @blocking
 */
export function loud(path: string) {
  return path;
}
export function callsLoud(path: string) {
  return loud(path);
}
export function even(n: number): unknown {
  return n === 0 ? readJson('p') : odd(n - 1);
}
export function odd(n: number): unknown {
  return even(n - 1);
}
export function endless(n: number): unknown {
  return other(n);
}
export function other(n: number): unknown {
  return endless(n);
}
export const tag = (parts: TemplateStringsArray) => readJson(parts.join(''));
export const callsTag = () => tag\`p\`;
export const noTag = () => readFileSync\`p\`;
export function withCallback(path: string) {
  return later(path);
}
`;

const index = `export * from './read.ts';
export { readJson as renamed, default as fallback } from './read.ts';
export * as space from './read.ts';
`;

const head = `import { api, arrow, callsLoud, callsTag, endless, even, fallback, Files, generator, later, loud, noTag, quiet, readJson, renamed, space, tag, withCallback } from './index.ts';
import { resize, fine, Image } from 'slow-images';
import { readIt } from './script.js';
import { type StatementSync, type DatabaseSync } from 'node:sqlite';
declare const files: Files, statement: StatementSync, database: DatabaseSync, image: Image;
declare const memory: { readFileSync(path: string): string; all(): string[] };
`;

/** A body of an async function, which the project has in a file of its own. */
const bodies = {
  'readJson("p");': 'readJson → fs.readFileSync (src/read.ts:4)',
  'renamed("p");': 'readJson → fs.readFileSync (src/read.ts:4)',
  'space.readJson("p");': 'readJson → fs.readFileSync (src/read.ts:4)',
  'fallback();': 'default → readJson → fs.readFileSync (src/read.ts:4)',
  'arrow("p");': 'arrow → readJson → fs.readFileSync (src/read.ts:4)',
  'files.read("p");': 'read → readJson → fs.readFileSync (src/read.ts:4)',
  'files?.read("p");': 'read → readJson → fs.readFileSync (src/read.ts:4)',
  'files.field("p");': 'field → readJson → fs.readFileSync (src/read.ts:4)',
  'Files.all([]);': 'all → readJson → fs.readFileSync (src/read.ts:4)',
  'Files.handed([]);': 'handed → readJson → fs.readFileSync (src/read.ts:4)',
  'new Files("p");': 'new Files → readJson → fs.readFileSync (src/read.ts:4)',
  'api.load("p");': 'load → readJson → fs.readFileSync (src/read.ts:4)',
  'api.deep.load("p");': 'load → readJson → fs.readFileSync (src/read.ts:4)',
  'loud("p");': 'loud (src/read.ts:47)',
  'callsLoud("p");': 'callsLoud → loud (src/read.ts:51)',
  'tag`p`;': 'tag → readJson → fs.readFileSync (src/read.ts:4)',
  'callsTag();': 'callsTag → tag → readJson → fs.readFileSync (src/read.ts:4)',
  'even(2);': 'even → readJson → fs.readFileSync (src/read.ts:4)',
  'readIt("p");': 'readIt → fs.readFileSync (src/script.js:2)',
  'resize(2);': 'resize (node_modules/slow-images/index.d.ts:2)',
  'image.draw();': 'draw (node_modules/slow-images/index.d.ts:6)',
  '["p"].map(readJson);': 'readJson → fs.readFileSync (src/read.ts:4)',
  '["p"].forEach((path) => readJson(path));': 'readJson → fs.readFileSync (src/read.ts:4)',
  'const own = () => readJson("p"); own();': 'own → readJson → fs.readFileSync (src/read.ts:4)',
  'class Own extends Files { async g() { this.read("p"); } }':
    'read → readJson → fs.readFileSync (src/read.ts:4)',
  'statement.all();': null,
  'database.exec("a");': null,
  'noTag();': undefined,
  'quiet("p");': undefined,
  'await later("p");': undefined,
  'await withCallback("p");': undefined,
  'generator("p");': undefined,
  'files.listener();': undefined,
  'files.timer();': undefined,
  'endless(1);': undefined,
  'fine(2);': undefined,
  'image.size();': undefined,
  'memory.readFileSync("p");': undefined,
  'memory.all();': undefined,
  'statement.columns();': undefined,
  'return readJson;': undefined,
  'return () => readJson("p");': undefined,
  'setTimeout(() => readJson("p"), 10);': undefined,
  'process.on("exit", readJson);': undefined,
} as const;

const sample = (body: string) => `${head}export async function f(): Promise<unknown> {\n  ${body}\n}\n`;

const project = typescriptProject({
  'src/read.ts': read,
  'src/index.ts': index,
  'src/script.js':
    "import { readFileSync } from 'node:fs';\nexport const readIt = (path) => readFileSync(path);\n",
  'src/sync.ts': "import { readJson } from './read.ts';\nexport const f = () => readJson('p');\n",
  'src/async.js': "import { readIt } from './script.js';\nexport const f = async () => readIt('p');\n",
  'node_modules/slow-images/package.json': '{"name":"slow-images","version":"1.0.0","types":"index.d.ts"}',
  'node_modules/slow-images/index.d.ts':
    '/** @blocking */\nexport declare function resize(size: number): number;\nexport declare function fine(size: number): number;\nexport declare class Image {\n  /** Draws. @blocking */\n  draw(): void;\n  size(): number;\n}\n',
  ...Object.fromEntries(Object.keys(bodies).map((body, at) => [`src/sample-${at}.ts`, sample(body)])),
});

async function messagesOf(file: string, text: string, typed = true, types = true): Promise<string[]> {
  const { messages } = await lint(text, { cwd: project, file, types, options: { typed } });
  return messages.map(({ message }) => message);
}

/** How each report of a helper ends. */
const ALONE = 'It could only become async together with all that call it.';

describe('typed: true', { timeout: 120_000 }, () => {
  it.each(Object.entries(bodies).map(([body, found], at) => [body, found, `src/sample-${at}.ts`] as const))(
    '%s',
    async (body, found, file) => {
      const messages = await messagesOf(file, sample(body));
      if (found === undefined) {
        expect(messages).toEqual([]);
      } else if (found === null) {
        expect(messages).toEqual([
          expect.stringMatching(
            /^`(?:StatementSync\.all|DatabaseSync\.exec)` blocks .* its result is bound to/,
          ),
        ]);
      } else {
        expect(messages).toHaveLength(1);
        const [name = ''] = found.split(/ → | \(/);
        expect(messages[0]).toMatch(/^`.+` blocks the event loop in async (?:function 'f'|method 'g'): /);
        expect(messages[0]?.startsWith(`\`${name}\``)).toBe(true);
        expect(messages[0]?.endsWith(`: ${found}. ${ALONE}`)).toBe(true);
      }
    },
  );

  it('reports nothing in sync code', async () => {
    expect(
      await messagesOf(
        'src/sync.ts',
        "import { readJson } from './read.ts';\nexport const f = () => readJson('p');\n",
      ),
    ).toEqual([]);
  });

  it('follows the files of a JavaScript file', async () => {
    expect(
      await messagesOf(
        'src/async.js',
        "import { readIt } from './script.js';\nexport const f = async () => readIt('p');\n",
      ),
    ).toEqual([
      "`readIt` blocks the event loop in async arrow function 'f': readIt → fs.readFileSync (src/script.js:2). It could only become async together with all that call it.",
    ]);
  });

  it('follows a promise', async () => {
    const text = sample('files.read;\n  Promise.resolve("p").then(readJson);');
    const messages = await messagesOf('src/sample-0.ts', text);
    expect(messages).toEqual([
      '`readJson` blocks the event loop in the callback of a promise: readJson → fs.readFileSync (src/read.ts:4). It could only become async together with all that call it.',
    ]);
  });

  it('stays off the methods that Node has beside those that block', async () => {
    const text = sample('memory.all();\n  return statement.sourceSQL;');
    expect(await messagesOf('src/sample-0.ts', text)).toEqual([]);
  });
});

const untyped = `import { readFileSync } from 'node:fs';
import { readJson } from './read.ts';
function load() {
  return readFileSync('p');
}
export async function f(paths: string[]) {
  load();
  readFileSync('q');
  paths.map((path) => readFileSync(path));
  readJson('r');
}
`;

/** What is found in `untyped` without types. */
const found = [
  "`load` blocks the event loop in async function 'f': load → fs.readFileSync (line 4). It could only become async together with all that call it.",
  "`fs.readFileSync` blocks the event loop in async function 'f'.",
  "`fs.readFileSync` blocks the event loop in a callback that async function 'f' runs. Not fixed automatically, only suggested: `await` is not allowed in a callback that is not async.",
];

describe('what is found without types', () => {
  it('is all that is found with the option and a parser that gives none', async () => {
    expect(await messagesOf('src/sample-0.ts', untyped, true, false)).toEqual(found);
  });

  it('is all that is found with types and without the option', async () => {
    expect(await messagesOf('src/sample-0.ts', untyped, false, true)).toEqual(found);
  });

  it('is found with types too', async () => {
    expect(await messagesOf('src/sample-0.ts', untyped, true, true)).toEqual([
      ...found,
      "`readJson` blocks the event loop in async function 'f': readJson → fs.readFileSync (src/read.ts:4). It could only become async together with all that call it.",
    ]);
  });

  it('is all that is found in JavaScript read by ESLint’s own parser', async () => {
    const { messages } = await lint(
      "import { readJson } from './read.ts';\nexport const f = async () => readJson('p');\n",
      {
        cwd: project,
        file: join('src', 'plain.js'),
        options: { typed: true },
      },
    );
    expect(messages).toEqual([]);
  });
});
