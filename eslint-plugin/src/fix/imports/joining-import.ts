import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningBraceToken } from '../../ast.ts';
import type { SourceCode } from '../../ast.ts';

/** Adds a name, or `name as local`, to an import. */
type AddName = (name: string, fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/**
 * How a name joins an import declaration, so that the module is not imported twice: in its braces, in new ones, or in
 * those of an import of types, whose names then each say that they are types.
 */
export function joiningImport(
  statement: TSESTree.ImportDeclaration,
  sourceCode: SourceCode,
): AddName | undefined {
  const { importKind, source, specifiers } = statement;
  const last = specifiers.at(-1);
  const found = sourceCode.getFirstToken(statement, isOpeningBraceToken);
  // Import attributes have braces too, behind the module.
  const brace = found && found.range[0] < source.range[0] ? found : undefined;
  if (importKind === 'type') return brace && joiningTypes(statement, brace, sourceCode);
  if (last?.type === 'ImportSpecifier') return (name, fixer) => fixer.insertTextAfter(last, `, ${name}`);
  if (brace) return (name, fixer) => fixer.insertTextAfter(brace, ` ${name} `);
  if (!last) return (name, fixer) => fixer.insertTextBefore(source, `{ ${name} } from `);
  // `import * as all` takes no braces, nor does `import source` or `import defer`.
  const isPlain = sourceCode.getTokenBefore(last)?.value === 'import';
  return last.type === 'ImportDefaultSpecifier' && isPlain
    ? (name, fixer) => fixer.insertTextAfter(last, `, { ${name} }`)
    : undefined;
}

/** `import type { A }` becomes `import { type A, name }`. */
function joiningTypes(
  { specifiers }: TSESTree.ImportDeclaration,
  brace: TSESTree.Token,
  sourceCode: SourceCode,
): AddName | undefined {
  const keyword = sourceCode.getTokenBefore(brace);
  // `import type all, { A }` is no TypeScript, but a parser may let it pass.
  if (keyword?.value !== 'type') return undefined;
  const last = specifiers.at(-1);
  const end = (last ?? brace).range[1];
  const ends = [...specifiers.map(({ range }) => range[0]), end];
  return (name, fixer) => {
    const start = sourceCode.text.slice(brace.range[0], ends[0]);
    const types = specifiers.map(
      (specifier, index) => `type ${sourceCode.text.slice(specifier.range[0], ends[index + 1])}`,
    );
    return fixer.replaceTextRange(
      [keyword.range[0], end],
      `${start}${types.join('')}${last ? `, ${name}` : ` ${name} `}`,
    );
  };
}
