import type { TSESLint } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../../ast.ts';
import type { Call, SourceCode } from '../../ast.ts';
import type { NativeTwin } from '../../catalog/types.ts';
import { displayName } from '../../detect/blocking-call.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import { awaitAround, separator } from '../await-around.ts';
import { callHazard } from '../call-hazard.ts';
import type { Reason } from '../reasons.ts';
import { withoutUnusedImport } from '../imports/unused-import.ts';
import type { Edits, Rewrite, RewrittenFile } from '../rewrite.ts';
import { twinArguments } from './twin-arguments.ts';
import { twinCallee } from './twin-callee.ts';

/**
 * Calls the asynchronous function that the same module has: `await fs.promises.readFile(…)`. Offers nothing where
 * the two are called in different ways, or where the file can have no import of the other one.
 *
 * @param hazard why an `await` in this place may change what the program does
 */
export function nativeTwin(
  call: BlockingCall,
  hazard: Reason | undefined,
  file: RewrittenFile,
): Rewrite | undefined {
  const { facts, imports, sourceCode } = file;
  const { node, entry, certain, borrowed } = call;
  const { native } = entry;
  if (!native || !certain || borrowed || (node.type !== 'CallExpression' && node.type !== 'NewExpression'))
    return undefined;
  const form = formOf(native, node);
  const open = sourceCode.getTokenAfter(node.callee, isOpeningParenToken);
  const args = twinArguments(node, native, sourceCode);
  if (form === undefined || !args || !open || open.range[1] > node.range[1]) return undefined;
  if (node.type === 'NewExpression' && !isBareNew(node, sourceCode)) return undefined;
  const callee = twinCallee(node, entry, native, imports, sourceCode);
  const promisify =
    native.style === 'callback' ? imports.reference({ module: 'util', path: ['promisify'] }, node) : 'none';
  if (!callee || !promisify) return undefined;

  const wrapper = promisify === 'none' ? '' : `${promisify.expression}(`;
  const differences = [
    remainingDifference(native),
    ...args.differences,
    native.losesTypes && facts.mayBeTyped ? 'TypeScript does not know what its promise gives.' : undefined,
  ].filter((text) => text !== undefined);
  const doubt = hazard ?? callHazard(call, [entry.module, native.module], file);
  const edits: Edits = (fixer) => {
    const { before, after } = awaitAround(node, form, sourceCode);
    const opening = before + wrapper;
    const edits = [
      ...(promisify !== 'none' && promisify.addImport ? [promisify.addImport(fixer)] : []),
      fixer.insertTextBefore(node, separator(node, opening, sourceCode) + opening),
      ...withoutNew(node, fixer),
      ...callee.edits(fixer),
      ...(args.edits?.(fixer) ?? []),
    ];
    const calleeEnd = sourceCode.getTokenBefore(open);
    if (wrapper && calleeEnd) edits.push(fixer.insertTextAfter(calleeEnd, ')'));
    if (after !== '') edits.push(fixer.insertTextAfter(node, after));
    return edits;
  };
  const called = `${wrapper}${callee.name}${wrapper && ')'}(…)`;
  return {
    messageId: 'useNative',
    data: {
      name: displayName(entry),
      native: form.replace('…', called),
      difference: differences.map((sentence) => ` ${sentence}`).join(''),
    },
    standing:
      differences.length > 0 || native.offeredOnly
        ? { kind: 'manual' }
        : doubt
          ? { kind: 'hazard', reason: doubt }
          : { kind: 'safe' },
    edits: facts.isOnlyCode ? withoutUnusedImport(node, edits, file) : edits,
  };
}

/** How the answer of a twin is awaited; `undefined` when it is no answer to the same question. */
function formOf({ form, style }: NativeTwin, { parent }: Call): string | undefined {
  if (form?.startsWith('(') && parent.type === 'ExpressionStatement') return 'await …';
  return form ?? (style === 'other' ? undefined : 'await …');
}

/** What differs once the answer is awaited in its form. */
function remainingDifference({ form, difference, caveat }: NativeTwin): string | undefined {
  return form === undefined ? difference : caveat;
}

/** Whether nothing but space stands between `new` and the class. */
function isBareNew({ callee }: Call, sourceCode: SourceCode): boolean {
  return sourceCode.getTokenBefore(callee, { includeComments: true })?.value === 'new';
}

/** A class is made by `new`, its asynchronous counterpart is a function. */
function withoutNew(node: Call, fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] {
  return node.type === 'NewExpression' ? [fixer.removeRange([node.range[0], node.callee.range[0]])] : [];
}
