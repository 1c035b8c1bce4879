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
const HAZARDOUS = new Set(['concurrent.mjs', 'first-tick.mjs', 'hazards.mjs']);

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
    expect(text).not.toBe(programs.get(name));
  });
});
