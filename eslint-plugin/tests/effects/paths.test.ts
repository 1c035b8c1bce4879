import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const func = (body: string) => `export async function f(p, q, x) { ${body} }`;

/** A file is read and then written, under two spellings of its path. */
const same = (spelling: string, other: string, declared = ''): Judged => [
  `${declared} ${func(`const z = readFileSync(${spelling}); writeFileSync(${other}, z + 1);`)}`,
  spelling === other
    ? ['interleaving', { place: spelling }]
    : ['interleaving of two', { first: spelling, last: other }],
];

const different = (spelling: string, other: string, declared = ''): Judged => [
  `${declared} ${func(`const z = readFileSync(${spelling}); writeFileSync(${other}, z + 1);`)}`,
  'fixed',
];

testVerdicts('spellings of one path', [
  same("'a.json'", "'a.json'"),
  same("'a.json'", '"a.json"'),
  same("'a.json'", '`a.json`'),
  same("'a.json'", "'./a.json'"),
  same("'b/a.json'", "'b//a.json'"),
  same("'a.json'", 'FILE', "const FILE = 'a.json';"),
  same('FILE', 'SAME', "const FILE = 'a.json'; const SAME = FILE;"),
  same("'a' + '.json'", "'a.json'"),
  same("p + '.json'", '`${p}.json`'),
  same("p + '/a'", '`${p}/a`'),
  same("path.join(p, 'a')", '`${p}/a`'),
  same("path.join(p, 'b', 'a')", "path.join(p, 'b/a')"),
  same("path.resolve(p, 'a')", "path.join(p, 'a')"),
  same("path.posix.join(p, 'a')", "path.join(p, 'a')"),
  same("new URL('./a.json', import.meta.url)", "new URL('./a.json', import.meta.url)"),
  same("new URL('./a.json', import.meta.url)", 'FILE', "const FILE = new URL('./a.json', import.meta.url);"),
  same('p', 'p as string'),
  same('p', 'String(p)'),
  same('x.file', 'x.file'),
  same('x.file', "x['file']"),
  same('`${x.dir}/a`', "path.join(x.dir, 'a')"),
  same('p(q)', 'p(q)'),
]);

testVerdicts('elements of one list', [
  ...[
    'if (x.some((one) => has(one))) return;',
    'if (x.filter(has).length > 0) return;',
    'if (x.find(has)) return;',
    'if (!x.every((one) => !has(one))) return;',
    'for (const one of x) if (has(one)) return;',
  ].map((asked): Judged => [
    `const has = (one) => existsSync(one); ${func(`${asked} for (const file of x) writeFileSync(file, p);`)}`,
    ['interleaving of two', { last: 'file' }],
  ]),
  [
    `const has = (one) => existsSync(one); ${func('if (q.some(has)) return; for (const file of x) writeFileSync(file, p);')}`,
    'fixed',
  ],
]);

testVerdicts('names that are found in the working directory', [
  [
    func("if (fs.readdirSync('.').includes(p)) return; fs.mkdirSync(p);"),
    ['interleaving of two', { last: 'p' }],
  ],
  [
    func('const n = fs.readdirSync(process.cwd()).length; fs.mkdirSync(`${p}-${n}`);'),
    ['interleaving of two', { last: '`${p}-${n}`' }],
  ],
  [func("if (fs.readdirSync('pages').includes(p)) return; fs.mkdirSync(p);"), 'fixed'],
]);

testVerdicts('paths of their own', [
  different("'a.json'", "'b.json'"),
  different('p', 'q'),
  different("p + '.json'", "p + '.txt'"),
  different("path.join(p, 'a')", "path.join(q, 'a')"),
  different('x.file', 'x.other'),
  different('FILE', 'OTHER', "const FILE = 'a'; const OTHER = 'b';"),
]);

testVerdicts('a path that a variable holds', [
  [
    func('const file = path.join(p, q); const z = readFileSync(file); writeFileSync(file, z + x);'),
    ['interleaving'],
  ],
  [
    func('const { file } = x; const z = readFileSync(file); writeFileSync(x.file, z + 1);'),
    ['interleaving of two', { first: 'file', last: 'x.file' }],
  ],
  [
    'export class A { async f() { const { file } = this; const z = readFileSync(file); writeFileSync(this.file, z + 1); } }',
    ['interleaving of two', { first: 'file', last: 'this.file' }],
  ],
  [
    'export class A { #file = 1; async f() { const z = readFileSync(this.#file); writeFileSync(this.#file, z + 1); } }',
    ['interleaving'],
  ],
]);

testVerdicts('a folder and what is in it', [
  [func("const z = fs.readdirSync(p); writeFileSync(path.join(p, 'a'), z.length);"), ['interleaving of two']],
  [func("const z = fs.readdirSync('a');writeFileSync(`a/${z.length + 1}`, q);"), ['interleaving of two']],
  [func("const z = fs.readdirSync('a'); writeFileSync('b/c', x + z);"), 'fixed'],
  [func("const z = fs.readdirSync('a'); writeFileSync('ab', x + z);"), 'fixed'],
  [func('fs.rmSync(p, { recursive: true }); writeFileSync(`${p}/a`, x);'), ['interleaving of two']],
  [func("fs.mkdirSync(p, { recursive: true }); writeFileSync(path.join(p, 'a'), x);"), 'fixed'],
]);

testVerdicts('paths that no two runs share', [
  [func("const z = fs.mkdtempSync('a-'); writeFileSync(z, x); x(readFileSync(z));"), 'fixed'],
  [func("const z = fs.mkdtempSync('a-'); writeFileSync(`${z}/a`, x); x(readFileSync(`${z}/a`));"), 'fixed'],
  [func("const z = fs.mkdtempSync('a-'); writeFileSync(z + '/a', x); fs.rmSync(z + '/a');"), 'fixed'],
  [func("const z = fs.mkdtempSync('a-'); writeFileSync(x(z, 'a'), x); fs.rmSync(x(z, 'a'));"), 'fixed'],
  [func('const z = crypto.randomUUID(); writeFileSync(z, x); fs.renameSync(z, p);'), 'fixed'],
  [func('const z = crypto.randomUUID().slice(0, 8); writeFileSync(z, x); fs.renameSync(z, p);'), 'fixed'],
  [
    func(
      'const z = `${p}.${Math.random().toString(36).substring(2)}`; writeFileSync(z, x); fs.renameSync(z, p);',
    ),
    'fixed',
  ],
  [
    func('const z = x(`${p}-${uuid.v4()}`).toLowerCase(); writeFileSync(z, x); fs.renameSync(z, p);'),
    'fixed',
  ],
  [
    func('const z = p.toLowerCase(); writeFileSync(z, x); fs.renameSync(z, q);'),
    ['interleaving'],
    ['interleaving'],
  ],
  [func('const z = `${p}.${crypto.randomUUID()}`; writeFileSync(z, x); fs.renameSync(z, p);'), 'fixed'],
]);
