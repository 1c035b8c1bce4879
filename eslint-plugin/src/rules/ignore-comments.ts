import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../ast.ts';

/**
 * Comments that leave out what stands in a line or a file, whichever rule of ours reports it, with a reason behind a
 * colon: `// to-thread-ignore-next-line: read once`. ESLint has comments of its own for that, which are an error to an
 * ESLint that does not know the rule; these mean nothing to it.
 */
const DIRECTIVE = /^[\s*]*to-thread-ignore-(next-line|line|file)(?=[\s:]|$)/;

/** What every comment of ours has in it. */
const MARK = 'to-thread-ignore-';

/** Tells which places of a file are left out. */
export type IgnoredPlaces = (node: TSESTree.Node) => boolean;

const known = new WeakMap<TSESTree.Program, IgnoredPlaces>();

export function ignoredPlaces(sourceCode: SourceCode): IgnoredPlaces {
  const { ast } = sourceCode;
  let places = known.get(ast);
  if (!places) known.set(ast, (places = sourceCode.text.includes(MARK) ? read(sourceCode) : () => false));
  return places;
}

function read(sourceCode: SourceCode): IgnoredPlaces {
  const lines = new Set<number>();
  for (const comment of sourceCode.getAllComments()) {
    const kind = DIRECTIVE.exec(comment.value)?.[1];
    const { start, end } = comment.loc;
    if (kind === 'file') return () => true;
    if (kind === 'line') for (let line = start.line; line <= end.line; line++) lines.add(line);
    // Other comments may stand between this one and the code that it is about.
    if (kind === 'next-line')
      lines.add(Math.max(end.line + 1, sourceCode.getTokenAfter(comment)?.loc.start.line ?? 0));
  }
  return (node) => lines.has(node.loc.start.line);
}
