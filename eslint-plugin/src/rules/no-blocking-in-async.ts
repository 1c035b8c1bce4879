import type { TSESLint } from '@typescript-eslint/utils';
import { getFunctionNameWithKind } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { blockingCallFinder, displayName } from '../detect/blocking-call.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import { executionContext } from '../detect/execution-context.ts';
import type { ExecutionContext } from '../detect/execution-context.ts';
import { mayBlock } from '../detect/prefilter.ts';
import { fixability } from '../fix/fixability.ts';
import type { Fixability } from '../fix/fixability.ts';
import { runtimeReference } from '../fix/runtime-import.ts';
import { wrapInToThread } from '../fix/wrap-in-to-thread.ts';
import { FileFacts } from '../project/file-facts.ts';
import { catalogFor, defaultOptions, schema } from './options.ts';
import type { Options } from './options.ts';

export type MessageId = 'blocking' | 'blockingTopLevel' | 'wrapInToThread';

type Context = Readonly<TSESLint.RuleContext<MessageId, [Options]>>;

export const noBlockingInAsync: TSESLint.RuleModule<MessageId, [Options]> = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow blocking calls in async code',
      url: 'https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules/no-blocking-in-async.md',
    },
    fixable: 'code',
    hasSuggestions: true,
    schema,
    defaultOptions: [defaultOptions],
    messages: {
      blocking: '`{{name}}` blocks the event loop in {{place}}.{{note}}',
      blockingTopLevel: '`{{name}}` blocks the event loop at the top level of an async module.{{note}}',
      wrapInToThread: 'Run `{{name}}` on a worker thread with `await toThread(…)`.',
    },
  },

  create(context) {
    const [options] = context.options;
    const { sourceCode } = context;
    const catalog = catalogFor(options);
    if (!mayBlock(sourceCode.text, catalog)) return {};

    const findBlockingCall = blockingCallFinder(catalog, sourceCode);
    const file = new FileFacts(
      sourceCode,
      context.physicalFilename,
      context.languageOptions.sourceType ?? 'module',
      options.runtime,
    );
    return {
      CallExpression(node) {
        const call = findBlockingCall(node);
        if (!call) return;
        const where = executionContext(node);
        if (
          where.kind === 'async function' ||
          (where.kind === 'top level' && options.topLevel && file.hasTopLevelAwait)
        ) {
          report(call, where, file, context);
        }
      },
    };
  },
};

function report(
  call: BlockingCall,
  where: Extract<ExecutionContext, { kind: 'async function' | 'top level' }>,
  file: FileFacts,
  context: Context,
): void {
  const { sourceCode } = context;
  const [{ fix: fixOption }] = context.options;
  const verdict = fixability(call, where, file, sourceCode);
  const name = displayName(call.entry);
  const note = verdict.kind === 'autofix' ? '' : ` Not fixed automatically: ${verdict.reason.text}.`;
  const fix: TSESLint.ReportFixFunction = (fixer) => moveToThread(call, file, sourceCode, fixer);
  context.report({
    node: call.node,
    ...(where.kind === 'top level'
      ? { messageId: 'blockingTopLevel', data: { name, note } }
      : {
          messageId: 'blocking',
          data: { name, note, place: getFunctionNameWithKind(where.fn, sourceCode) },
        }),
    fix: verdict.kind === 'autofix' && fixOption === 'safe' ? fix : null,
    suggest: isSuggested(verdict, fixOption) ? [{ messageId: 'wrapInToThread', data: { name }, fix }] : [],
  });
}

function isSuggested({ kind }: Fixability, fixOption: Options['fix']): boolean {
  if (fixOption === 'off') return false;
  return kind === 'suggestion' || (kind === 'autofix' && fixOption === 'suggest');
}

function moveToThread(
  { node }: BlockingCall,
  { runtime, format }: FileFacts,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const { expression, addImport } = runtimeReference(node, runtime, format, sourceCode);
  const edits = wrapInToThread(node, expression, sourceCode, fixer);
  return addImport ? [addImport(fixer), ...edits] : edits;
}
