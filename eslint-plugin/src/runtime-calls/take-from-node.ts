import { isBuiltin } from 'node:module';
import type { TSESLint } from '@typescript-eslint/utils';
import { findVariable } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { resolveExport } from '../detect/export-reference.ts';
import type { Lookup } from '../detect/export-path.ts';
import type { CapturedVariable } from './captured-variables.ts';

/**
 * What a function imports from Node, written so that its text alone will do: `readFileSync` becomes
 * `process.getBuiltinModule('node:fs').readFileSync`, which works in every thread.
 */

/** The edits that do this to all uses of a captured variable; absent where it is nothing of Node's. */
export function takeFromNode(
  { uses }: CapturedVariable,
  sourceCode: SourceCode,
): ((fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[]) | undefined {
  const [first] = uses;
  const found = first && resolveExport(first, expressionFor, sourceCode);
  if (!found?.certain || !uses.every((use) => canBeReplaced(use, sourceCode))) return undefined;
  return (fixer) => uses.map((use) => fixer.replaceText(use, found.value));
}

const expressionFor: Lookup<string> = (module, path) => {
  const steps = path[0] === 'default' ? path.slice(1) : path;
  const isPlain =
    isBuiltin(module) && steps.every((step) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step));
  return isPlain ? [`process.getBuiltinModule('node:${module}')`, ...steps].join('.') : undefined;
};

/** Whether a longer expression can stand in the place of a name, and `process` means there what it should. */
function canBeReplaced(use: Node, sourceCode: SourceCode): boolean {
  const hasOwnProcess = findVariable(sourceCode.getScope(use), 'process')?.defs.length;
  if (use.type !== 'Identifier' || hasOwnProcess) return false;
  if (use.parent.type === 'Property' && use.parent.shorthand) return false;
  // `new a.b().C()` constructs `a.b`.
  const whole = outermostMember(use);
  return whole.parent?.type !== 'NewExpression' || whole.parent.callee !== whole;
}

/** `fs.constants.F_OK` for the `fs` in it. */
function outermostMember(node: Node): Node {
  const { parent } = node;
  return parent?.type === 'MemberExpression' && parent.object === node ? outermostMember(parent) : node;
}
