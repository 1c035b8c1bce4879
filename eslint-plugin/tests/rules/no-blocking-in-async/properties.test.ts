import { inspect } from 'node:util';
import { Linter } from 'eslint';
import * as espree from 'espree';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';
import type { Options } from '../../../src/rules/options.ts';
import { program } from '../../support/programs.ts';
import { runProgram } from '../../support/run-program.ts';

/** The same programs in every run of the tests: a failure has to be there again the next time. */
const runs = { numRuns: 200, seed: 1 };

/** Fewer for each way to fix that is not the default. */
const fewerRuns = { numRuns: 70, seed: 2 };

const otherWays: Partial<Options>[] = [
  { fix: 'all' },
  { prefer: 'native' },
  { fix: 'all', prefer: 'native' },
];

const linter = new Linter();

function fixed(text: string, options: Partial<Options> = {}): string {
  const config: Linter.Config = {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    plugins: { 'to-thread': plugin },
    rules: { 'to-thread/no-blocking-in-async': ['error', options] },
  };
  return linter.verifyAndFix(text, config, { filename: 'file.cjs' }).output;
}

interface Parsed {
  readonly tokens: readonly string[];
  readonly comments: readonly string[];
}

/** The tokens and comments of a text, or undefined when it does not parse. */
function parse(text: string): Parsed | undefined {
  try {
    const { tokens = [], comments = [] } = espree.parse(text.replace(/^#!/, '//'), {
      ecmaVersion: 'latest',
      sourceType: 'commonjs',
      tokens: true,
      comment: true,
    }) as unknown as { tokens?: { value: string }[]; comments?: { value: string }[] };
    return { tokens: tokens.map(({ value }) => value), comments: comments.map(({ value }) => value) };
  } catch {
    return undefined;
  }
}

/** The tokens that a fix neither adds nor takes away. */
function lasting({ tokens }: Parsed): string[] {
  return tokens.filter((token) => !/^(?:await|toThread\d*|[(),;])$/.test(token));
}

/** Takes out the one import that a fix adds. */
function withoutImport(text: string): string {
  return text
    .replace(/^const \{ toThread(?:: toThread2)? \} = require\('to-thread'\);?\r?\n(?:\r?\n(?!\r?\n))?/m, '')
    .replace(/toThread(?:: toThread2)?, other/, 'other');
}

/** Runs a module, and writes down what it does and gives. */
async function run(text: string): Promise<string> {
  class Box {
    readonly content: unknown;
    constructor(content: unknown) {
      this.content = content;
    }
  }
  const pass = (...args: unknown[]) => args.at(-1);
  const tag = (value: unknown) => (strings: readonly string[]) => [value, strings[0]];
  const state = { n: 1 };
  const { result, reads } = await runProgram(text, [state, pass, tag, Box]);
  return inspect({ result, reads, state }, { depth: 12 });
}

/** Programs that parse, and in which something is reported. */
const valid = program.filter((text) => parse(text) !== undefined);

// Hundreds of programs take seconds, and longer on a machine with other things to do.
describe('a fixed program', { timeout: 120_000 }, () => {
  it('parses, keeps every comment and token, and is left as it is by a second run', () => {
    let changed = 0;
    fc.assert(
      fc.property(valid, (text) => {
        const output = fixed(text);
        const before = parse(text);
        const after = parse(withoutImport(output));
        expect(parse(output), output).toBeDefined();
        expect(after?.comments).toEqual(before?.comments);
        expect(after && lasting(after)).toEqual(before && lasting(before));
        expect(fixed(output)).toBe(output);
        if (output !== text) changed++;
      }),
      runs,
    );
    // Otherwise the programs are not about what this is about.
    expect(changed).toBeGreaterThan(80);
  });

  it.each(otherWays)(
    'parses, keeps every comment, and is left as it is by a second run with %j',
    (options) => {
      let changed = 0;
      fc.assert(
        fc.property(valid, (text) => {
          const output = fixed(text, options);
          expect(parse(output)?.comments, output).toEqual(parse(text)?.comments);
          expect(fixed(output, options)).toBe(output);
          if (output !== fixed(text)) changed++;
        }),
        fewerRuns,
      );
      expect(changed).toBeGreaterThan(5);
    },
  );

  it('does and gives what the program did and gave', async () => {
    await fc.assert(
      fc.asyncProperty(valid, async (text) => {
        expect(await run(fixed(text))).toBe(await run(text));
      }),
      runs,
    );
  });

  // Nothing else runs in between here, so that hazards do no harm.
  it.each(otherWays)('does and gives what the program did and gave, with %j', async (options) => {
    await fc.assert(
      fc.asyncProperty(valid, async (text) => {
        expect(await run(fixed(text, options))).toBe(await run(text));
      }),
      fewerRuns,
    );
  });
});
