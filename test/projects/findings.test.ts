import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { countFindings } from './findings.ts';
import { installLinter, Linter } from './linter.ts';

const FILES = {
  'read.js': `import { readFileSync } from 'node:fs';
export async function read(path = readFileSync('a')) {
  return [path, readFileSync('b')];
}
`,
  'stat.js': `import { statSync } from 'node:fs';
const size = () => statSync('a').size;
export async function stat(path = statSync('a')) {
  return [path, size()];
}
`,
  'broken.js': 'export async function (',
};

test('the reports of a project are counted by what the rules say of them, and not by their sentences', async () => {
  const folder = await temporaryFolder('findings');
  onTestFinished(() => removeFolder(folder));
  const project = join(folder, 'project');
  await mkdir(project);
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(project, name), text);
  const tools = join(folder, 'tools');
  await installLinter(tools, inject('tarballs').plugin);
  const options = { project, sources: ['.'], ignore: [], commonjs: [], rule: {}, lookups: {} };
  const files = await new Linter(tools, options).lint({ fix: false });
  expect(JSON.stringify(files)).not.toContain('readFileSync');
  expect(countFindings(files)).toEqual({
    ...{ files: 3, calls: 3, fixable: 0, fixableFiles: 0, lookups: 1, fixableLookups: 0, indirect: 1 },
    refusals: [
      { reason: 'parameter', calls: 2, suggestions: 0 },
      { reason: 'no runtime without a package', calls: 1, suggestions: 1 },
    ],
    unparsed: [join(project, 'broken.js')],
  });
});
