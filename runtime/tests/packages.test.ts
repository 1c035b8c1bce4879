import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/folder.ts';
import { runProgram } from './support/program.ts';

/** Packages whose functions are defined in one file and given what they know by others. */
const CORE = `const known = []; exports.known = known; exports.list = () => known.join(); exports.again = () => known.join();`;
const INDEX = `module.exports = require('./core.js'); module.exports.known.push('index');`;
const EXTRA = `require('./core.js').known.push('extra');`;
const CORE_MODULE = `export const known = []; export const list = () => known.join();`;

const FILES = {
  'common/index.js': INDEX,
  'common/core.js': CORE,
  'common/extra.js': EXTRA,
  '@scope/common/index.js': INDEX,
  '@scope/common/core.js': CORE,
  'imported/index.js': INDEX,
  'imported/core.js': CORE,
  'beside/index.js': INDEX,
  'beside/core.js': CORE,
  'module/index.mjs': `import { known } from './core.mjs'; known.push('index'); export * from './core.mjs';`,
  'module/core.mjs': CORE_MODULE,
  'renamed/index.mjs': `import { known } from './core.mjs'; known.push('index'); export { list as names } from './core.mjs';`,
  'renamed/core.mjs': CORE_MODULE,
  'dual/index.mjs': `import core from './core.js'; core.known.push('module'); export default core;`,
  'dual/core.js': CORE,
};

test('a package is loaded as the program has loaded it', async () => {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(FILES)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const { stdout, stderr } = await runProgram('packages.mjs', { args: [folder] });
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'commonjs index index',
    'commonjs, with what was loaded later index,extra index,extra',
    'commonjs, in a scope index index',
    'commonjs, imported index index',
    'commonjs, entered beside its entry  ',
    'module index index',
    'module, reexported under another name index index',
    'module around commonjs module module',
  ]);
});
