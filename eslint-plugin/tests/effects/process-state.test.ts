import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const func = (body: string) => `export async function f(x, y) { ${body} }`;

const together = (place: string, ...bodies: string[]): Judged[] =>
  bodies.map((body) => [func(body), ['interleaving', { place }]]);

const apart = (...bodies: string[]): Judged[] => bodies.map((body) => [func(body), 'fixed']);

testVerdicts('the working directory', [
  ...together(
    'the working directory',
    'process.chdir(x); READ; process.chdir(y);',
    'try { process.chdir(x); READ; } finally { process.chdir(y); }',
    'const { chdir } = process; chdir(x); READ; process.chdir(y);',
    'await y(); process.chdir(x); READ; process.chdir(y);',
    'process.chdir(x); READ;',
    'READ; process.chdir(x);',
  ),
  ...apart("process.chdir(x); fs.readFileSync('/p');", 'READ; y(process.cwd());'),
]);

testVerdicts('the order in which runs leave it', [
  [func("fs.readFileSync('/p'); process.chdir(x);"), ['other order', { place: 'the working directory' }]],
]);

testVerdicts('the environment, the exit code and the console', [
  ...together(
    'process.env.A',
    'process.env.A = x; READ; delete process.env.A;',
    'const { env } = process; env.A = x; READ; env.A = y;',
    'process.env.A = x; READ; y(process.env.A);',
  ),
  ...together('process.env', 'process.env[x] = y; READ; process.env[x] = undefined;'),
  ...together('process.exitCode', 'process.exitCode = 1; if (READ) process.exitCode = 0;'),
  ...together('console.log', 'console.log = () => {}; READ; console.log = x;'),
  ...apart(
    'process.env.A = x; READ;',
    'READ; y(process.env.A);',
    'y(process.env.A); READ; y(process.env.B);',
    'let env = {}; env.A = x; READ; env.A = y;',
  ),
]);

const command = "const { execSync } = process.getBuiltinModule('node:child_process'); ";

testVerdicts('commands', [
  [
    func(`${command} process.env.A = x; execSync('make');`),
    ['interleaving of two', { first: 'process.env.A', last: 'process.env', after: 'read here' }],
  ],
  [
    func(`${command} process.chdir(x); execSync('make');`),
    ['interleaving', { place: 'the working directory' }],
  ],
  [func(`${command} execSync('git add .'); execSync('git commit');`), ['interleaving']],
  [func(`${command} const z = READ; execSync('git commit');`), ['interleaving of two']],
  [func(`${command} execSync('git status'); execSync('git log');`), 'fixed'],
  [func(`${command} execSync('make', { cwd: x });`), ['half done']],
  [func(`${command} await y(); execSync('make');`), ['half done']],
  [func(`${command} await y(); execSync('git status');`), 'fixed'],
  [`${command} async function main() { execSync('make'); } main();`, 'fixed'],
]);

testVerdicts('what a single run calls itself', [
  [
    'async function inX(text) { process.chdir(text); } async function main() { const text = READ; await inX(text); } main();',
    'fixed',
  ],
  [
    'let n = 0; function add(text) { n = n * 2 + text.length; } async function main() { const was = n; const text = READ; add(text); console.log(was, n); } await main();',
    'fixed',
  ],
  [
    'let n = 0; function add(text) { n = n * 2 + text.length; } function twice(text) { add(text); add(text); } async function main() { const was = n; const text = READ; twice(text); console.log(was, n); } await main();',
    'fixed',
  ],
  // Others have it, too, or there are more runs.
  [
    'let n = 0; function add(text) { n = n * 2 + text.length; } process.on("message", add); async function main() { const was = n; const text = READ; add(text); console.log(was, n); } await main();',
    ['interleaving', { place: 'n' }],
  ],
  [
    'let n = 0; function add(text) { n = n * 2 + text.length; } export async function main() { const was = n; const text = READ; add(text); return was + n; }',
    ['interleaving', { place: 'n' }],
  ],
  [
    'const enter = (folder) => process.chdir(folder); export async function f(x) { const before = process.cwd(); const text = READ; return before === process.cwd() ? text : x; } process.on("message", () => enter("x"));',
    ['interleaving', { place: 'the working directory' }],
  ],
]);

testVerdicts('an object that is made for the run', [
  [
    'class Page { constructor(file) { this.file = file; } async text() { const text = readFileSync(this.file, "utf8"); return this.file + text; } } export const open = (file) => new Page(file).text();',
    'fixed',
  ],
  [
    'class Page { constructor(file) { this.file = file; } turn(file) { this.file = file; } async text() { const text = readFileSync(this.file, "utf8"); return this.file + text; } } export const open = (file) => new Page(file);',
    ['interleaving', { place: 'this.file' }],
  ],
]);
