import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { ADVICE_PATTERN } from '../../src/fix/choose-rewrite.ts';
import { REASONS } from '../../src/fix/reasons.ts';
import type { ReasonId } from '../../src/fix/reasons.ts';
import type { Options } from '../../src/rules/options.ts';

type Data = Readonly<Record<string, string>>;

/** What becomes of a blocking call: it is fixed, or there is a reason, with at least these words filled in. */
export type Verdict = 'fixed' | readonly [id: ReasonId, data?: Data];

/** A program, and what becomes of its blocking calls: of all of them, or of each in the order of the source. */
export type Judged = readonly [code: string, ...verdicts: readonly [Verdict, ...Verdict[]]];

/** `READ` in a program stands for a call that reads, and `WRITE` for one that writes; the modules are imported. */
const WORDS = { READ: "readFileSync('p', 'utf8')", WRITE: "writeFileSync('w', String(w))" };
const IMPORTS =
  "import fs, { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';\nimport path from 'node:path';\n";

/** Runs the rules over programs and holds what they say of each call against what is right. */
export function testVerdicts(
  title: string,
  programs: readonly Judged[],
  options: Partial<Options> = {},
): void {
  describe(title, () => {
    for (const [code, first, ...others] of programs) {
      it(code, () => {
        const found = verdictsOf(programOf(code), options);
        expect(found).not.toHaveLength(0);
        const expected = others.length > 0 ? [first, ...others] : found.map(() => first);
        expect(found).toMatchObject(
          expected.map((verdict) => (verdict === 'fixed' ? verdict : [verdict[0], verdict[1] ?? {}])),
        );
      });
    }
  });
}

/** A whole program, with what its words stand for. */
function programOf(code: string): string {
  return IMPORTS + code.replaceAll('READ', WORDS.READ).replaceAll('WRITE', WORDS.WRITE);
}

const RULES = ['no-blocking-in-async', 'no-blocking-lookup-in-async'] as const;

/** What becomes of each call of a program that is reported where it blocks, in the order of the source. */
function verdictsOf(code: string, options: Partial<Options> = {}): ('fixed' | [ReasonId, Data])[] {
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.tsx'],
      plugins: { 'to-thread': plugin },
      rules: Object.fromEntries(
        RULES.map((name) => [`to-thread/${name}`, ['error', { fix: 'safe', ...options }]]),
      ),
      languageOptions: {
        parser: typescriptParser,
        parserOptions: { ecmaFeatures: { jsx: true } },
      },
    },
    { filename: 'file.tsx' },
  );
  return messages
    .filter(({ messageId }) => messageId?.startsWith('blockingIndirect') !== true)
    .map(({ message, fix }) => (fix ? 'fixed' : reasonIn(message)));
}

/** The reason that a message gives, and what is filled in. */
function reasonIn(text: string): [ReasonId, Data] {
  const message = text.replace(ADVICE_PATTERN, '');
  for (const { id, pattern } of PATTERNS) {
    const match = pattern.exec(message);
    if (match) return [id, filledIn(id, match.groups ?? {})];
  }
  throw new Error(`No reason is known in: ${message}`);
}

/** Code without the backticks around it, and words as they are. */
function filledIn(id: ReasonId, groups: Data): Data {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [
      name,
      REASONS[id].includes(`\`{{${name}}}\``) ? value.replace(/^(`` |`)(.*?)( ``|`)$/, '$2') : value,
    ]),
  );
}

/** The reasons as patterns. What says most goes first: others may match the same text. */
const PATTERNS = (Object.keys(REASONS) as ReasonId[])
  .toSorted((a, b) => literalLength(b) - literalLength(a))
  .map((id) => ({
    id,
    pattern: new RegExp(
      `Not fixed automatically(?:, only suggested)?: ${REASONS[id]
        .replaceAll(/[()[\].*+?^$|\\]/g, String.raw`\$&`)
        .replaceAll(/`\{\{(\w+)\}\}`/g, '(?<$1>`.+`|(?:the|what) .+?)')
        .replaceAll(/\{\{(\w+)\}\}/g, '(?<$1>.+)')}\\.`,
    ),
  }));

function literalLength(id: ReasonId): number {
  return REASONS[id].replaceAll(/\{\{\w+\}\}/g, '').length;
}
