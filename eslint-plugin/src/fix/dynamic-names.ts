import type { TSESLint } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../ast.ts';
import { perFile } from '../per-file.ts';

type Scope = TSESLint.Scope.Scope;

/** For each file that has `with` or `eval` somewhere, the scopes in which `eval` may declare variables. */
const evalScopes = perFile((sourceCode): ReadonlySet<Scope> | 'no need to look' =>
  // Most files have neither, and need no look at their scopes.
  /\b(?:eval|with)\b/.test(sourceCode.text) ? new Set(scopesWithEval(sourceCode)) : 'no need to look',
);

/**
 * Whether names may mean something else at a node than the text shows, so that no rewrite can add one there: within
 * `with`, the properties of its object come first, and `eval` in sloppy code can declare variables around itself.
 */
export function hasDynamicNames(node: Node, sourceCode: SourceCode): boolean {
  const evals = evalScopes(sourceCode);
  if (evals === 'no need to look') return false;
  for (let scope: Scope | null = sourceCode.getScope(node); scope; scope = scope.upper) {
    if (scope.type === 'with' || evals.has(scope)) return true;
  }
  return false;
}

/** The scopes in which `eval` may declare variables. */
function* scopesWithEval({ scopeManager }: SourceCode): Generator<Scope> {
  const globalScope = scopeManager?.globalScope;
  if (!globalScope) return;
  for (const { identifier, from } of [
    ...globalScope.through,
    ...(globalScope.set.get('eval')?.references ?? []),
  ]) {
    const { parent } = identifier;
    const isCalled = parent.type === 'CallExpression' && parent.callee === identifier;
    if (identifier.name === 'eval' && isCalled && !from.isStrict) yield from.variableScope;
  }
}
