import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';
import { Linter } from 'eslint';
import type { Node, SourceCode } from '../../src/ast.ts';

/** How ESLint is told to read files with the parser of typescript-eslint. */
export const typescriptLanguage = { parser: typescriptParser, sourceType: 'module', ecmaVersion: 2025 };

/** A parsed text, with parents and scopes, as a rule gets it. */
export function parse(text: string, sourceType: 'module' | 'commonjs' | 'script' = 'module'): SourceCode {
  const linter = new Linter();
  let sourceCode: SourceCode | undefined;
  const messages = linter.verify(text, {
    languageOptions: { parser: typescriptParser, sourceType },
    plugins: {
      test: {
        rules: {
          take: {
            create(context) {
              // ESLint and typescript-eslint describe one and the same object.
              sourceCode = context.sourceCode as unknown as Readonly<TSESLint.SourceCode>;
              return {};
            },
          },
        },
      },
    },
    rules: { 'test/take': 'error' },
  });
  if (!sourceCode) throw new Error(`Not parsed: ${messages.map(({ message }) => message).join('; ')}`);
  return sourceCode;
}

/** The identifier of that name that comes first in the tree. */
export function identifierIn(sourceCode: SourceCode, name: string): Node {
  const pending: Node[] = [sourceCode.ast];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (node.type === 'Identifier' && node.name === name) return node;
    const children = (sourceCode.visitorKeys[node.type] ?? []).map(
      (key) => (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key],
    );
    pending.push(...children.flat().filter((child) => child !== null && child !== undefined));
  }
  throw new Error(`No identifier ${name} in: ${sourceCode.text}`);
}
