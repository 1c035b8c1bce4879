import { isBuiltin } from 'node:module';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import type { Edits, RewrittenFile } from '../rewrite.ts';
import { moduleNameOf } from './module-name.ts';
import type { ModuleName } from './module-name.ts';

/**
 * Takes a name out of its import where a rewrite puts another function in the place of its last use: TypeScript
 * counts an import that nothing uses as an error (`noUnusedLocals`), also in the JavaScript that it checks.
 */
export function withoutUnusedImport(call: Call, edits: Edits, file: RewrittenFile): Edits {
  const { facts, sourceCode } = file;
  const name = rootOf(call.callee);
  const variable = name && variableOf(name, sourceCode);
  const place = variable && moduleNameOf(variable, sourceCode);
  if (!name || !place) return edits;
  const earlier = earlierUse(name, variable, file);
  if (earlier === undefined || sourceCode.getCommentsInside(place.statement).length > 0) return edits;
  if (!facts.isTypeScript && isNamedInTypes(name.name, sourceCode)) return edits;
  return (fixer) => {
    const own = edits(fixer);
    if (!own.some((edit) => replaces(edit, name))) return own;
    if (earlier === 'none') return withoutName(place, own, sourceCode, fixer);
    // ESLint does not apply two edits that touch in one pass: the last use is seen to be one when it is alone.
    return [fixer.insertTextAfter(earlier, ''), ...own];
  };
}

/** Whether a comment may name a type by a name, as TypeScript reads JavaScript: `@param {fs.Stats} stats`. */
function isNamedInTypes(name: string, sourceCode: SourceCode): boolean {
  const words = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return sourceCode.getAllComments().some(({ value }) => value.startsWith('*') && words.test(value));
}

/** The name that a callee is read from: `fs` of `fs.promises.readFile`. */
function rootOf(callee: Node): TSESTree.Identifier | undefined {
  let node = callee;
  while (node.type === 'MemberExpression') node = node.object;
  return node.type === 'Identifier' ? node : undefined;
}

/** The use before the last one, where each other use may be rewritten in the same pass; `undefined` where the name stays. */
function earlierUse(name: Node, variable: Variable, { findings }: RewrittenFile): Node | 'none' | undefined {
  const { last, earlier } = usesOf(variable, findings);
  return last === name ? (earlier ?? 'none') : undefined;
}

interface Uses {
  /** The last use, where every other one may be rewritten. */
  readonly last?: Node | undefined;
  readonly earlier?: Node | undefined;
}

const known = new WeakMap<RewrittenFile['findings'], Map<Variable, Uses>>();

/** The last uses of a name, worked out once: a module's name has one for each finding. */
function usesOf(variable: Variable, findings: RewrittenFile['findings']): Uses {
  let byVariable = known.get(findings);
  if (!byVariable) known.set(findings, (byVariable = new Map<Variable, Uses>()));
  let uses = byVariable.get(variable);
  if (!uses) {
    const roots = new Set<Node | undefined>(
      findings.map(({ node }) => ('callee' in node ? rootOf(node.callee) : undefined)),
    );
    const inOrder = variable.references
      .filter(({ init }) => init !== true)
      .map(({ identifier }): Node => identifier)
      .sort((one, other) => one.range[0] - other.range[0]);
    const last = inOrder.pop();
    uses = inOrder.every((use) => roots.has(use)) ? { last, earlier: inOrder.at(-1) } : {};
    byVariable.set(variable, uses);
  }
  return uses;
}

/** Whether an edit puts something in the place of a name that does not use it again. */
function replaces({ range, text }: TSESLint.RuleFix, name: TSESTree.Identifier): boolean {
  const isCovered = range[0] <= name.range[0] && range[1] >= name.range[1];
  return isCovered && text.split('.')[0] !== name.name;
}

/** The edits of a rewrite with one more, which removes a name from its import, or the import that has no other. */
function withoutName(
  { statement, specifier, part, list, range }: ModuleName,
  own: TSESLint.RuleFix[],
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const index = list.indexOf(part);
  const before = list[index - 1];
  const after = list[index + 1];
  if (after) return [fixer.removeRange([part.range[0], after.range[0]]), ...own];
  if (before) return [fixer.removeRange([before.range[1], part.range[1]]), ...own];
  const [start, end] = statement.range;
  const joining = own.find((edit) => edit.range[0] > start && edit.range[1] < end);
  if (joining) {
    const joined = fixer.replaceText(part, joining.text.replace(/^,|,$/g, '').trim());
    return [joined, ...own.filter((edit) => edit !== joining)];
  }
  if (range) return [fixer.removeRange(range), ...own];
  // What a package does when it is imported may be wanted; modules of Node do nothing.
  return isBuiltin(specifier) ? withoutStatement(statement, own, sourceCode, fixer) : own;
}

/** Removes an import with its line; an import that the rewrite adds below it takes its place. */
function withoutStatement(
  statement: Node,
  own: TSESLint.RuleFix[],
  { text }: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const [start, end] = statement.range;
  const below = own.find(({ range }) => range[0] === end && range[1] === end);
  if (below) {
    const moved = fixer.replaceTextRange(statement.range, below.text.replace(/^\s+/, ''));
    return [moved, ...own.filter((edit) => edit !== below)];
  }
  const [space = ''] = /^[^\S\n]*\n?/.exec(text.slice(end)) ?? [];
  const isWholeLine =
    /(?:^|\n)$/.test(text.slice(0, start)) && (space.endsWith('\n') || end + space.length === text.length);
  return [fixer.removeRange([start, isWholeLine ? end + space.length : end]), ...own];
}
