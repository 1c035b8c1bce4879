import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../support/eslint.ts';
import { temporaryFolder } from '../support/folder.ts';

const read = `import { readFileSync } from 'node:fs';

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
export const arrow = (path) => readJson(path);
export default function () {
  return readJson('p');
}
export async function later(path) {
  return path;
}
export function* generator(path) {
  yield readJson(path);
}
export class Files {
  field = (path) => readJson(path);
  constructor(path) {
    readJson(path);
  }
  static all(paths) {
    return paths.map((path) => readJson(path));
  }
  static handed(paths) {
    return paths.map(readJson);
  }
  read(path) {
    return readJson(path);
  }
  listener() {
    return () => readJson('p');
  }
  timer() {
    setTimeout(() => readJson('p'), 10);
  }
}
export const api = { load: (path) => readJson(path), deep: { load(path) { return readJson(path); } } };
/** @nonblocking It is cached. */
export function quiet(path) {
  return readJson(path);
}
/**
 * Crunches numbers.
 *
 * @blocking
 */
export function loud(path) {
  return path;
}
export function callsLoud(path) {
  return loud(path);
}
export function even(n) {
  return n === 0 ? readJson('p') : odd(n - 1);
}
export function odd(n) {
  return even(n - 1);
}
export function endless(n) {
  return other(n);
}
export function other(n) {
  return endless(n);
}
export const tag = (parts) => readJson(parts.join(''));
export const callsTag = () => tag\`p\`;
export function withCallback(path) {
  return later(path);
}
export function makeReader(path) {
  return { read: () => readJson(path) };
}
`;

const files = {
  'src/read.js': read,
  'src/index.js': `export * from './read.js';
export { readJson as renamed, default as fallback } from './read.js';
export * as space from './read.js';
`,
  'src/common.cjs': `const { readJson } = require('./more.cjs');
exports.load = function () { return readJson('p'); };
exports.other = () => readJson('q');
`,
  'src/more.cjs': `const fs = require('fs');
function readJson(path) { return fs.readFileSync(path); }
module.exports = { readJson, renamed: readJson };
`,
  'src/only.cjs': `const fs = require('fs');
module.exports = (path) => fs.readFileSync(path);
`,
  'src/broken.js': `import fs from 'node:fs'; export const readIt = ( => fs.readFileSync('a');`,
};

const head = `import { api, arrow, callsLoud, callsTag, endless, even, fallback, Files, generator, later, loud, makeReader, quiet, readJson, renamed, space, tag, withCallback } from './index.js';
import * as all from './index.js';
import def from './read.js';
import common from './common.cjs';
import { other, load as loads } from './common.cjs';
import only from './only.cjs';
import { readIt } from './broken.js';
const files = new Files('p');
`;

const JSON_WAY = 'readJson → fs.readFileSync (src/read.js:4)';

/** A body of an async function, and the way that is reported of it. */
const bodies: Readonly<Record<string, string | null>> = {
  'readJson("p");': JSON_WAY,
  'renamed("p");': JSON_WAY,
  'space.readJson("p");': JSON_WAY,
  'all.space.readJson("p");': JSON_WAY,
  'all.renamed("p");': JSON_WAY,
  'fallback();': `default → ${JSON_WAY}`,
  'def();': `default → ${JSON_WAY}`,
  'arrow("p");': `arrow → ${JSON_WAY}`,
  'files.read("p");': `read → ${JSON_WAY}`,
  'files?.read("p");': `read → ${JSON_WAY}`,
  'files.field("p");': `field → ${JSON_WAY}`,
  'Files.all([]);': `all → ${JSON_WAY}`,
  'Files.handed([]);': `handed → ${JSON_WAY}`,
  'new Files("p");': `new Files → ${JSON_WAY}`,
  'api.load("p");': `load → ${JSON_WAY}`,
  'api.deep.load("p");': `load → ${JSON_WAY}`,
  'const { load } = api; load("p");': `load → ${JSON_WAY}`,
  'const { readJson: own } = await import("./read.js"); own("p");': JSON_WAY,
  'makeReader("p").read();': `read → ${JSON_WAY}`,
  'const reader = makeReader("p"); reader.read();': `read → ${JSON_WAY}`,
  'loud("p");': 'loud (src/read.js:47)',
  'callsLoud("p");': 'callsLoud → loud (src/read.js:51)',
  'tag`p`;': `tag → ${JSON_WAY}`,
  'callsTag();': `callsTag → tag → ${JSON_WAY}`,
  'even(2);': `even → ${JSON_WAY}`,
  'common.load();': 'load → readJson → fs.readFileSync (src/more.cjs:2)',
  'loads();': 'load → readJson → fs.readFileSync (src/more.cjs:2)',
  'other();': 'other → readJson → fs.readFileSync (src/more.cjs:2)',
  'only("p");': 'module.exports → fs.readFileSync (src/only.cjs:2)',
  '["p"].map(readJson);': JSON_WAY,
  '["p"].forEach((path) => readJson(path));': JSON_WAY,
  'const own = () => readJson("p"); own();': `own → ${JSON_WAY}`,
  'class Own extends Files { async g() { this.read("p"); } }': `read → ${JSON_WAY}`,
  'const bound = readJson.bind(null, "p"); bound();': JSON_WAY,
  'readJson.call(null, "p");': JSON_WAY,
  'later("p");': null,
  'generator("p");': null,
  'quiet("p");': null,
  'endless(1);': null,
  'withCallback("p");': null,
  'files.listener();': null,
  'files.timer();': null,
  'setTimeout(() => readJson("p"));': null,
  'readIt();': null,
  'const readJson = (path) => path; readJson("p");': null,
};

describe('functions of other files, without types', () => {
  const folder = temporaryFolder(files);
  for (const [body, way] of Object.entries(bodies)) {
    it(body, async () => {
      const text = `${head}export async function f() { ${body} }\n`;
      const file = 'src/main.js';
      const root = temporaryFolder({ ...files, [file]: text });
      const { messages } = await lint(text, { cwd: root, file, options: { crossFile: true } });
      const ways = messages.map(({ message }) => /: (.* \(.*\))\. /.exec(message)?.[1] ?? message);
      expect(ways).toEqual(way === null ? [] : [way]);
    });
  }

  it('are not followed unless asked for', async () => {
    const text = `${head}export async function f() { readJson('p'); }\n`;
    expect(join(folder, 'src')).toBeTypeOf('string');
    const { messages } = await lint(text, { cwd: folder, file: 'src/main.js' });
    expect(messages).toEqual([]);
  });
});
