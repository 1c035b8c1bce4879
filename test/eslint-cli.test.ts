import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installToThread, removeFolder, temporaryFolder } from './support/app.ts';
import { eslint } from './support/eslint.ts';

const blocking = `import { readFileSync } from 'node:fs';

export async function load(file) {
  return readFileSync(file, 'utf8');
}
`;

const recommended = `import toThread from 'eslint-plugin-to-thread';
export default [toThread.configs.recommended];
`;

describe('eslint on the command line', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder('bad-input');
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'bad-input', private: true, type: 'module' }),
    );
    await installToThread(folder, { tarballs: inject('tarballs') });
  });

  afterAll(() => removeFolder(folder));

  test('a file with a syntax error is reported and left alone, and the other files are fixed', async () => {
    const broken = `import { readFileSync } from 'node:fs';\nasync function load( {\n  return readFileSync('a');\n`;
    await writeFile(join(folder, 'a-broken.js'), broken);
    await writeFile(join(folder, 'b-good.js'), blocking);

    const { code, reports, stderr } = await eslintWith(recommended, 'a-broken.js', 'b-good.js');

    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(reports).toEqual([
      expect.objectContaining({
        file: 'a-broken.js',
        ruleId: null,
        message: expect.stringContaining('Parsing error') as string,
      }),
    ]);
    expect(await readFile(join(folder, 'a-broken.js'), 'utf8')).toBe(broken);
    expect(await readFile(join(folder, 'b-good.js'), 'utf8')).toContain(
      "await toThread(readFileSync, file, 'utf8')",
    );
  });

  test.each([
    ['an unknown option', `{ fixx: 'safe' }`, 'fixx'],
    ['an unknown value', `{ fix: 'always' }`, '"always"'],
    ['a value of the wrong type', `{ additional: [{ module: 'legacy-db', export: 7 }] }`, 'Value 7'],
    ['two option objects', `{}, {}`, 'items'],
    ['an unknown function', `{ ignore: ['fs.exitsSync'] }`, 'Did you mean "fs.existsSync"?'],
  ])('%s ends the run with an error that names it, and touches no file', async (_name, options, named) => {
    await writeFile(join(folder, 'good.js'), blocking);
    const config = `import toThread from 'eslint-plugin-to-thread';
export default [{ plugins: { 'to-thread': toThread }, rules: { 'to-thread/no-blocking-in-async': ['error', ${options}] } }];
`;

    const { code, reports, stderr } = await eslintWith(config, 'good.js');

    expect(code).toBe(2);
    expect(reports).toEqual([]);
    expect(stderr).toContain('to-thread/no-blocking-in-async');
    expect(stderr).toContain(named);
    expect(await readFile(join(folder, 'good.js'), 'utf8')).toBe(blocking);
  });

  test('a configuration in CommonJS takes the plugin as the README says', async () => {
    await writeFile(join(folder, 'good.js'), blocking);
    await writeFile(
      join(folder, 'common.cjs'),
      `const toThread = require('eslint-plugin-to-thread');
module.exports = [toThread.configs.recommended];
`,
    );

    const { code, reports } = await eslint(folder, ['--config', 'common.cjs', 'good.js']);

    expect(code).toBe(1);
    expect(reports).toEqual([expect.objectContaining({ ruleId: 'to-thread/no-blocking-in-async' })]);
  });

  test('types that were asked for and are nowhere are said at the end', async () => {
    await writeFile(join(folder, 'good.js'), blocking);
    const config = recommended.replace('recommended', 'recommendedTypeChecked');

    const { reports, stderr } = await eslintWith(config, 'good.js');

    expect(reports).toEqual([]);
    expect(stderr).toMatch(
      /^eslint-plugin-to-thread: the option "typed" \(recommendedTypeChecked\) did nothing, since no file has type information; the first was .*good\.js\..*\n$/,
    );
  });

  async function eslintWith(config: string, ...files: string[]) {
    await writeFile(join(folder, 'eslint.config.js'), config);
    return eslint(folder, ['--fix', ...files]);
  }
});
