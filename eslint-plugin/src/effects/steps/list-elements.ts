import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../../ast.ts';
import type { Call } from '../../ast.ts';

/** What a method of a list gives the function that it calls in place: an element of the list. */
export function elementsGiven({ callee }: Call): readonly TSESTree.MemberExpression[] {
  if (callee.type !== 'MemberExpression' || !GIVING_ELEMENTS.has(memberName(callee) ?? '')) return [];
  // There is no such node in the file: it stands where the list does.
  const element: unknown = { ...callee, computed: true, range: callee.object.range, loc: callee.object.loc };
  return [element as TSESTree.MemberExpression];
}

const GIVING_ELEMENTS = new Set(
  'every filter find findIndex findLast findLastIndex flatMap forEach map some'.split(' '),
);
