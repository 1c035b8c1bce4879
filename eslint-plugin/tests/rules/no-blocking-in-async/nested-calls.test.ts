import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { firstSuggestions } from '../../support/suggestions.ts';

const head = `import fs, { existsSync, readFileSync, realpathSync } from 'node:fs';
import bcrypt, { compareSync, hashSync } from 'bcrypt';
`;
const program = (body: string, parameters = 'p, q') =>
  `${head}export async function f(${parameters}) {\n  ${body}\n}\n`;
const helper = "import { toThread } from 'to-thread';\n";
const threaded = (body: string) => program(body).replace('export', `${helper}export`);

/** What a single pass makes of a text: nothing is left for a second one to get wrong. */
async function onePass(text: string, settings: LintSettings = {}): Promise<string> {
  const { messages } = await lint(text, settings);
  const [outermost] = messages.flatMap(({ fix }) => fix ?? []);
  if (!outermost) throw new Error('Nothing is fixed.');
  return text.slice(0, outermost.range[0]) + outermost.text + text.slice(outermost.range[1]);
}

describe('blocking calls in the arguments of another', () => {
  it.each([
    [
      'return bcrypt.compareSync(p, bcrypt.hashSync(q, 10));',
      'return await toThread(bcrypt.compareSync, p, await toThread(bcrypt.hashSync, q, 10));',
    ],
    [
      'return compareSync(p, hashSync(q, 10));',
      'return await toThread(compareSync, p, await toThread(hashSync, q, 10));',
    ],
    [
      "return readFileSync(realpathSync(p), 'utf8');",
      "return await toThread(readFileSync, await toThread(realpathSync, p), 'utf8');",
    ],
    [
      'return JSON.parse(readFileSync(existsSync(p) ? p : q));',
      'return JSON.parse(await toThread(readFileSync, await toThread(existsSync, p) ? p : q));',
    ],
    [
      'return JSON.parse(readFileSync(!existsSync(p) ? p : q));',
      'return JSON.parse(await toThread(readFileSync, !(await toThread(existsSync, p)) ? p : q));',
    ],
    [
      "fs.writeFileSync(p, fs.readFileSync(fs.realpathSync(q), 'utf8'));",
      "await toThread(fs.writeFileSync, p, await toThread(fs.readFileSync, await toThread(fs.realpathSync, q), 'utf8'));",
    ],
    [
      "return hashSync(`${readFileSync(p, 'utf8').trim()}.`, { salt: realpathSync(q) }).toString();",
      "return (await toThread(hashSync, `${(await toThread(readFileSync, p, 'utf8')).trim()}.`, { salt: await toThread(realpathSync, q) })).toString();",
    ],
    [
      'return fs.statSync(/* link */ realpathSync(p) /* followed */).size;',
      'return (await toThread(fs.statSync, /* link */ await toThread(realpathSync, p) /* followed */)).size;',
    ],
  ])('are fixed with it: %s', async (before, after) => {
    expect(await onePass(program(before))).toBe(threaded(after));
    expect(await fix(program(before))).toBe(threaded(after));
    expect((await lint(threaded(after))).messages).toEqual([]);
  });

  it('are fixed with it to their twins', async () => {
    const settings: LintSettings = { file: 'file.ts', options: { prefer: 'native' } };
    const text = program('return fs.promises && fs.readFileSync(fs.readlinkSync(p));', 'p: string');
    expect(await onePass(text, settings)).toBe(
      program(
        'return fs.promises && await fs.promises.readFile(await fs.promises.readlink(p));',
        'p: string',
      ),
    );
  });

  it('are fixed after it where both twins take the last use of an import away', async () => {
    const settings: LintSettings = { file: 'file.ts', options: { prefer: 'native' } };
    const text = (imports: string, body: string) =>
      `import { ${imports} } from 'bcrypt';\nexport async function f(p: string) {\n  return ${body};\n}\n`;
    expect(await fix(text('compareSync, hashSync', 'compareSync(p, hashSync(p, 10))'), settings)).toBe(
      text('compare, hash', 'await compare(p, await hash(p, 10))'),
    );
  });

  it('go with it where it is only a suggestion', async () => {
    const text = `import which from 'which';\n${program('return which.sync(readFileSync(p, q), { all: true });')}`;
    const { wrapInToThread } = await firstSuggestions(text, { file: 'file.ts' });
    expect(wrapInToThread).toContain(
      'return await toThread(which.sync, await toThread(readFileSync, p, q), { all: true });',
    );
  });

  it('stay where they cannot be fixed by themselves', async () => {
    const text = program('return readFileSync(p.find((path) => existsSync(path)));');
    const fixed = threaded('return await toThread(readFileSync, p.find((path) => existsSync(path)));');
    expect(await fix(text)).toBe(fixed);
    const { messages } = await lint(fixed);
    expect(messages.map(({ messageId }) => messageId)).toEqual(['blockingCallback']);
  });

  it('are told apart from those of a function in between', async () => {
    const text = program('return readFileSync(await p(async () => realpathSync(q)));');
    expect(await fix(text)).toBe(
      threaded('return await toThread(readFileSync, await p(async () => await toThread(realpathSync, q)));'),
    );
  });
});
