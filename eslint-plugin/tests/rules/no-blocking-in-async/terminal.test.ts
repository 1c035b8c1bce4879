import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';

const head = `import { execFileSync, execSync, spawnSync } from 'node:child_process';
import spawn from 'cross-spawn';
import execa from 'execa';
import { xSync } from 'tinyexec';
const INHERIT = 'inherit';
const TERMINAL = { stdio: 'inherit' };
const STREAMS = ['inherit', 'pipe', 'pipe'];
const QUIET = { stdio: 'pipe' };
`;

const program = (body: string) =>
  `${head}export async function f(p, options, quiet, given = { stdio: 'inherit' }) {\n  ${body}\n}\n`;

const because =
  'Not fixed automatically, only suggested: the program that it starts gets the standard input, and this one would go on using the terminal meanwhile.';

describe('a program that gets the standard input is left to somebody who looks', () => {
  it.each([
    "execSync('vi', { stdio: 'inherit' });",
    "execSync('vi', { 'stdio': `inherit` });",
    "execSync('vi', { stdio: ['inherit', 'pipe', 'pipe'] });",
    "execSync('vi', { stdio: [0, 1, 2] });",
    "execSync('vi', { stdio: 0 });",
    "execSync('vi', { stdio: [process.stdin.fd, 'pipe'] });",
    "spawnSync('vi', [p], { stdio: 'inherit' });",
    "spawnSync('vi', { stdio: 'inherit' });",
    "return spawnSync('vi', [p], { stdio: INHERIT }).status;",
    "const stdio = 'inherit'; execFileSync('vi', [p], { cwd: p, stdio });",
    "execFileSync('vi', [p], TERMINAL);",
    "execFileSync('vi', [p], { ...options, stdio: STREAMS });",
    "execFileSync('vi', [p], { ...TERMINAL, cwd: p });",
    "execFileSync('vi', [p], { ...QUIET, ...(quiet || TERMINAL) });",
    "execSync('vi', quiet ? QUIET : TERMINAL);",
    "execSync('vi', quiet ? {} : { stdio: 'inherit' });",
    "execSync('vi', { ...(!quiet && { stdio: 'inherit' }) });",
    "execSync('vi', { stdio: quiet ? 'pipe' : 'inherit' });",
    "execSync('vi', { stdio: options.stdio ?? 'inherit' });",
    "execSync('vi', { stdio: ['inherit', ...p] });",
    "execSync('vi', { stdio: [...STREAMS] });",
    "execSync('vi', Object.assign({}, options, { stdio: 'inherit' }));",
    "execSync('vi', { stdio: 'inherit', ...options });",
    "const set = {}; set.stdio = 'inherit'; execSync('vi', set);",
    "const set = { cwd: p }; Object.assign(set, TERMINAL); execSync('vi', set);",
    "let set = QUIET; if (!quiet) set = TERMINAL; execSync('vi', set);",
    "options.stdio = 'inherit'; execSync('vi', options);",
    "execSync('vi', given);",
    "const args = ['vi', [p], { stdio: 'inherit' }]; spawnSync(...args);",
    "spawn.sync('vi', [p], { stdio: 'inherit' });",
    "execa.sync('vi', [p], { stdin: 'inherit' });",
    "execa.commandSync('vi', { stdin: ['pipe', 'inherit'] });",
    "xSync('vi', [p], { nodeOptions: { stdio: 'inherit' } });",
  ])('%s', async (body) => {
    const { messages, output } = await lint(program(body), { fix: true });
    expect(output).toBeUndefined();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.message).toContain(because);
    expect(messages[0]?.suggestions?.map(({ messageId }) => messageId)).toContain('wrapInToThread');
  });

  it.each([
    ["execSync('vi', { stdio: 'inherit' as const });", {}],
    ["execSync('vi', { stdio: 'inherit' } satisfies object);", {}],
    ["const set = { stdio: ['inherit', 'pipe'] as [string, string] }; execSync('vi', set);", {}],
    // The twin of `execa.sync` knows `stdin` too.
    ["execa.sync('vi', [p], { stdin: 'inherit' });", { prefer: 'native' }],
  ] as const)('in TypeScript: %s', async (body, options) => {
    const { messages, output } = await lint(program(body), { file: 'file.ts', options, fix: true });
    expect(output).toBeUndefined();
    expect(messages[0]?.message).toContain(because);
  });

  it('in a callback', async () => {
    const text = program("for (const name of p.split(':')) [name].map((a) => execSync(a, TERMINAL));");
    const { messages } = await lint(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.suggestions ?? []).toEqual([]);
  });

  it('unless everything is to be fixed', async () => {
    const settings: LintSettings = { options: { fix: 'all' } };
    expect(await fix(program("execSync('vi', TERMINAL);"), settings)).toContain(
      "await toThread(execSync, 'vi', TERMINAL);",
    );
  });
});

describe('a program without the standard input is fixed', () => {
  it.each([
    "execSync('make');",
    "execSync('make', { stdio: 'ignore' });",
    "execSync('make', { stdio: 'pipe' });",
    "execSync('make', { stdio: ['ignore', 'inherit', 'inherit'] });",
    "execSync('make', { stdio: ['pipe', 1, 2] });",
    "execSync('make', { stdio: [, 'inherit'] });",
    "execSync('make', { stdio: 1 });",
    "execSync('make', { ...TERMINAL, stdio: 'pipe' });",
    "execSync('make', { ...TERMINAL, ...QUIET });",
    "execSync('make', Object.assign({}, TERMINAL, QUIET));",
    "execSync('make', { env: { stdio: 'inherit' } });",
    "execSync('make', options);",
    "execSync('make', { ...options });",
    "execSync('make', { stdio: options.stdio });",
    "spawnSync('make', ['inherit', 'stdio']);",
    "spawnSync('make', ['all'], { stdio: ['ignore', 'inherit', 'inherit'] });",
    "execa.sync('make', [], { stdout: 'inherit', stderr: 'inherit' });",
  ])('%s', async (body) => {
    const { messages } = await lint(program(body), { options: { runs: 'serial' } });
    expect(messages.map(({ message }) => message)).toEqual([
      expect.not.stringContaining('Not fixed automatically') as string,
    ]);
    expect(messages[0]?.fix).toBeDefined();
  });
});
