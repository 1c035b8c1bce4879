import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  AROUND,
  FUNCTION_TEXTS,
  isMethodText,
  type FunctionText,
} from '../../test/support/function-texts.ts';
import { temporaryFolder } from './support/folder.ts';
import { runProgram } from './support/program.ts';

interface Outcome {
  readonly returned?: string;
  readonly code?: string;
  readonly message?: string;
}

describe.each(['module', 'commonjs'] as const)('what functions of a %s need from around them', (kind) => {
  const texts = FUNCTION_TEXTS.filter(({ only = kind }) => only === kind);

  test('is said before the call, and else the call is the call', { timeout: 60_000 }, async () => {
    const file = join(temporaryFolder(), kind === 'module' ? 'functions.mjs' : 'functions.cjs');
    writeFileSync(file, fileOf(texts, kind));
    const { stdout, stderr } = await runProgram('function-texts.mjs', {
      node: ['--no-warnings'],
      args: [pathToFileURL(file).href, String(texts.length)],
    });
    expect(stderr).toBe('');
    const outcomes = JSON.parse(stdout) as [direct: Outcome, inWorker: Outcome][];
    const seen = texts.map(({ text }, index) => [text, verdictOf(outcomes[index])]);
    expect(seen).toEqual(texts.map((row) => [row.text, expected(row)]));
  });
});

/** The functions are reached through another one, so that the worker does not find them among the exports. */
function fileOf(texts: readonly FunctionText[], kind: 'module' | 'commonjs'): string {
  const functions = texts.map((row) => (isMethodText(row) ? `({ ${row.text} }).m` : row.text));
  const exported = kind === 'module' ? 'export const functionAt =' : 'module.exports.functionAt =';
  return `${AROUND}\nconst functions = [\n${functions.join('\n,\n')}\n];\n${exported} (index) => functions[index];\n`;
}

function expected({ captures, needs }: FunctionText): string {
  if (captures) return `captures ${captures[0] ?? ''}`;
  if (needs === 'arguments') return 'captures arguments';
  return needs === undefined ? 'same' : `needs ${needs}`;
}

function verdictOf([direct, inWorker]: [direct: Outcome, inWorker: Outcome] = [{}, {}]): string {
  const { code, message = '' } = inWorker;
  const [, variable] = /uses the variable "(.*?)" from around it/.exec(message) ?? [];
  if (code === 'ERR_CAPTURED_VARIABLE') return `captures ${variable ?? ''}`;
  const [, needed] = /uses `(.*?)` and is not exported/.exec(message) ?? [];
  if (code === 'ERR_UNSUPPORTED_FUNCTION') return `needs ${needed ?? message}`;
  return JSON.stringify(direct) === JSON.stringify(inWorker) ? 'same' : JSON.stringify([direct, inWorker]);
}
