import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const IMPORT = "import { execFileSync, execSync, spawnSync } from 'node:child_process';\n";
const func = (body: string) => `${IMPORT}export async function f(p, q, x) { ${body} }`;

/** A call of `fs`, and a command that has to do with its file. */
const together = (body: string, ...data: readonly string[]): Judged => [
  func(body),
  ['interleaving', data[0] === undefined ? {} : { place: data[0] }],
];

testVerdicts('a command that reads what was written', [
  together("writeFileSync(p, x); return execFileSync('wc', ['-c', p]);", 'p'),
  together("writeFileSync(p, x); const args = ['-c', p]; return execFileSync('wc', args);", 'p'),
  together('writeFileSync(p, x); return execSync(`wc -c < ${p}`);', 'p'),
  together("writeFileSync(p, x); return execSync('wc -c ' + p);", 'p'),
  together("writeFileSync(`${p}/a`, x); return execFileSync('cat', [`${p}/a`]);"),
  [
    func("writeFileSync(path.join(p, x), x); return spawnSync('ls', ['-a', p]);"),
    ['interleaving of two', { first: 'path.join(p, x)', last: 'p' }],
  ],
]);

testVerdicts('a command that writes what is read', [
  [
    func("execFileSync('cp', [p, q]); return readFileSync(q);"),
    ['interleaving'],
    ['interleaving', { place: 'q' }],
  ],
  [
    func('execSync(`cp ${p} ${p}.bak`); return readFileSync(`${p}.bak`);'),
    ['interleaving'],
    ['interleaving', { place: '`${p}.bak`' }],
  ],
]);

testVerdicts('a command that has to do with another file', [
  [func("writeFileSync(p, x); return execFileSync('wc', ['-c', q]);"), 'fixed'],
  [func('writeFileSync(p, x); return execSync(`wc -c < ${q}`);'), 'fixed'],
  [func("return execFileSync('wc', ['-c', p]);"), 'fixed'],
]);

testVerdicts('a journal that is read, and one that is cut', [
  [func('return execSync(`journalctl -n 50 -u ${p} --no-pager`);'), 'fixed'],
  [func('execSync(`journalctl -u ${p} --vacuum-time=1d`);'), ['half done']],
]);
