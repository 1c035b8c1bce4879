/** The cheap test of a text: it may let a text through for nothing, and must never keep one back. */
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../src/catalog/index.ts';
import { mayReport, mayReportWithOptions } from '../src/prefilter.ts';

describe('mayReport', () => {
  test.each([
    "import fs from 'fs';\nasync () => fs.statSync('a');",
    'promise.then(() => Atomics.wait(memory, 0, 0));',
    '/** @blocking */ function slow() {}\nasync () => slow();',
    "import { toThread } from 'to-thread';\ntoThread(() => 1);",
  ])('lets %j through', (text) => {
    expect(mayReport(text)).toBe(true);
  });

  test.each(["import fs from 'fs';\nfs.statSync('a');", 'async () => fetch(url);', ''])(
    'rules %j out',
    (text) => {
      expect(mayReport(text)).toBe(false);
    },
  );

  test('knows every function that is reported without options', () => {
    const missed = builtInCatalog.entries
      .filter(({ cheap }) => !cheap)
      .map(({ module, export: path }) => `import * as m from '${module}';\nasync () => m.${path}();`)
      .filter((text) => !mayReport(text));
    expect(missed).toEqual([]);
  });
});

test('with options, only where code runs counts', () => {
  expect(mayReportWithOptions('async () => ownFunction();', 'to-thread')).toBe(true);
  expect(mayReportWithOptions("import { toThread } from '#threads';", '#threads')).toBe(true);
  expect(mayReportWithOptions('readFileSync(path);', 'to-thread')).toBe(false);
});
