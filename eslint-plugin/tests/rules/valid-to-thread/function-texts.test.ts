import { describe, expect, it } from 'vitest';
import {
  AROUND,
  FUNCTION_TEXTS,
  isMethodText,
  type FunctionText,
} from '../../../../test/support/function-texts.ts';
import { lint } from '../../support/eslint.ts';

/** The runtime is held against the same table: what it refuses is reported, and nothing else. */
describe.each(['module', 'commonjs'] as const)('functions of a %s', (kind) => {
  const texts = FUNCTION_TEXTS.filter(({ only = kind }) => only === kind);

  it.each(texts.map((row) => [row.text, row] as const))('%s', async (_text, row) => {
    const file = kind === 'module' ? 'file.mjs' : 'file.cjs';
    const { messages } = await lint(fileOf(row, kind), { rule: 'valid-to-thread', file, sourceType: kind });
    expect(messages.map(({ messageId, message }) => [messageId, message])).toEqual(expected(row));
  });
});

function fileOf(row: FunctionText, kind: 'module' | 'commonjs'): string {
  const runtime =
    kind === 'module'
      ? "import { toThread } from 'to-thread';"
      : "const { toThread } = require('to-thread');";
  const call = isMethodText(row)
    ? `const own = { ${row.text} };\nvoid toThread(own.m)`
    : `void toThread(${row.text}\n)`;
  return `${runtime}\n${AROUND}\n${call};\n`;
}

function expected({ captures, needs }: FunctionText): unknown[] {
  if (needs === 'import.meta')
    return [['unsupportedFunction', expect.stringContaining('uses `import.meta`')]];
  if (needs !== undefined && needs !== 'arguments') {
    return [['needsThis', expect.stringContaining(`uses \`${needs}\``)]];
  }
  const names = captures ?? (needs === undefined ? [] : [needs]);
  const quoted = names.map((name) => `\`${name}\``);
  const listed =
    quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}` : quoted[0];
  return names.length === 0
    ? []
    : [['capturedVariable', expect.stringMatching(new RegExp(`variables? ${listed ?? ''} from around`))]];
}
