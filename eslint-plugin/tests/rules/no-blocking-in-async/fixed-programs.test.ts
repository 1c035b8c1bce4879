import * as espree from 'espree';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Options } from '../../../src/rules/options.ts';
import { lint } from '../../support/eslint.ts';
import { programFolder, readPrograms, runPrograms } from '../../support/real-programs.ts';

const ways = {
  safe: {},
  native: { prefer: 'native' },
  all: { fix: 'all' },
  'all-native': { fix: 'all', prefer: 'native' },
} as const satisfies Record<string, Partial<Options>>;

/** Programs in which other code runs in between, and finds what `fix: 'all'` does about hazards. */
const HAZARDOUS = new Set(['concurrent.mjs', 'first-tick.mjs', 'hazards.mjs', 'meanwhile.mjs']);

/** Programs in which safe mode leaves all calls alone. */
const KEPT = new Set(['concurrent.mjs', 'hazards.mjs', 'meanwhile.mjs']);

const programs = readPrograms();
const cwd = programFolder();

async function fixed(file: string, text: string, options: Partial<Options>): Promise<string> {
  const { messages, output } = await lint(text, { cwd, file, options, fix: true });
  expect(
    messages.filter(({ fatal }) => fatal),
    `${file}: ${output ?? text}`,
  ).toEqual([]);
  return output ?? text;
}

describe.each(Object.entries(ways))('fixed: %s', (way, options) => {
  const texts = new Map<string, string>();
  let printed: Record<string, readonly string[]>;
  let expected: Record<string, readonly string[]>;

  beforeAll(async () => {
    for (const [name, text] of programs) texts.set(name, await fixed(name, text, options));
    expected = await runPrograms(cwd, `original-${way}`, programs);
    printed = await runPrograms(cwd, way, texts);
  }, 120_000);

  it.each([...programs.keys()])('%s', async (name) => {
    const text = texts.get(name) ?? '';
    expect(await fixed(name, text, options)).toBe(text);
    if (way.startsWith('all') && HAZARDOUS.has(name)) expect(printed[name]).not.toEqual(expected[name]);
    else expect(printed[name]).toEqual(expected[name]);
    expect(text === programs.get(name)).toBe(!way.startsWith('all') && KEPT.has(name));
  });
});

const withCrlf = (text: string) => text.replaceAll('\n', '\r\n');

/** A program with a comment between any two tokens; those behind `return` and the like are on the same line. */
function withComments(text: string, name: string): string {
  const [shebang = ''] = /^#!.*/.exec(text) ?? [];
  const body = text.slice(shebang.length);
  const { tokens = [] } = espree.parse(body, {
    ecmaVersion: 'latest',
    sourceType: name.endsWith('.cjs') ? 'commonjs' : 'module',
    range: true,
    tokens: true,
  }) as unknown as { tokens?: { type: string; range: [number, number] }[] };
  let [result, at] = ['', 0];
  for (const [index, { range }] of tokens.entries()) {
    result += `${body.slice(at, range[0])} /*${index}*/`;
    at = range[0];
  }
  return shebang + result + body.slice(at);
}

describe('in whatever form', () => {
  it.each([...programs])('%s: with CRLF and a byte order mark', async (name, text) => {
    for (const options of Object.values(ways)) {
      const expected = withCrlf(await fixed(name, text, options));
      expect(await fixed(name, withCrlf(text), options)).toBe(expected);
      expect(await fixed(name, `\uFEFF${withCrlf(text)}`, options)).toBe(`\uFEFF${expected}`);
    }
  });

  const plain = [...programs].filter(([name]) => /\.[cm]js$/.test(name));
  const texts = new Map<string, string>();
  let printed: Record<string, readonly string[]>;
  let expected: Record<string, readonly string[]>;

  beforeAll(async () => {
    const commented = new Map(plain.map(([name, text]) => [name, withComments(text, name)]));
    for (const [name, text] of commented) texts.set(name, await fixed(name, text, {}));
    expected = await runPrograms(cwd, 'original-commented', commented);
    printed = await runPrograms(cwd, 'commented', texts);
  }, 120_000);

  it.each(plain)('%s: with comments everywhere', async (name, original) => {
    const text = texts.get(name) ?? '';
    expect(text.match(/\/\*\d+\*\//g)).toEqual(withComments(original, name).match(/\/\*\d+\*\//g));
    expect(printed[name]).toEqual(expected[name]);
    expect(await fixed(name, text, {})).toBe(text);
  });
});
