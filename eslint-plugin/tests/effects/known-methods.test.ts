import { testVerdicts } from '../support/verdicts.ts';

const program = (body: string, outside = '') =>
  `import { createHash } from 'node:crypto'; ${outside} export async function f(data, name) { ${body} }`;

testVerdicts('methods of what computes', [
  // What a hash is given it does not change, and it is no path.
  [program("const z = createHash('md5').update(data).digest('hex'); writeFileSync(z, data);"), 'fixed'],
  [program("READ; const z = createHash('md5'); z.update(data); return z.digest('hex');"), 'fixed'],
  [program("const z = createHash('md5'); z.update(data); z.update(READ); z.update(data);"), 'fixed'],
  [
    program('all.update(data); READ; all.update(data);', "const all = createHash('md5');"),
    ['interleaving', { place: 'all' }],
  ],
  [program('data.update(name); READ; data.update(name);'), ['interleaving', { place: 'data' }]],
]);

testVerdicts('what collections are given', [
  // To keep a thing, or to look for it, is not to look into it.
  [program('all.add(data); READ;', 'const all = new Set(); export const g = (x) => { x.n = 1; };'), 'fixed'],
  [program('all.delete(data); READ; all.delete(name);', 'const all = new Set();'), 'fixed'],
  [
    program('if (all.delete(data)) { READ; all.delete(name); }', 'const all = new Set();'),
    ['interleaving', { place: 'all' }],
  ],
  [
    program(
      'all.delete(data); READ; all.delete(name);',
      'const all = new Set(); export const g = () => all.size;',
    ),
    ['interleaving', { place: 'all' }],
  ],
]);
