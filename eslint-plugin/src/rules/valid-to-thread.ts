import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isJavaScript } from '../ast.ts';
import { isEntryFile } from '../project/entry-file.ts';
import { FileFacts } from '../project/file-facts.ts';
import { findRuntimeCalls } from '../runtime-calls/find-calls.ts';
import { problemsOf } from '../runtime-calls/problems.ts';
import { messages } from '../runtime-calls/problem.ts';
import type { MessageId } from '../runtime-calls/problem.ts';
import { smallWorkProblems } from '../runtime-calls/small-work.ts';
import { ignoredPlaces } from './ignore-comments.ts';
import { defaultOptions, givenOptions, runtimeSchema } from './options.ts';
import type { Options } from './options.ts';

/** The options of `valid-to-thread`. */
interface ValidOptions extends Pick<Options, 'runtime'> {
  /** Also report hops for too little work, which work but cost more than they save. */
  readonly small: boolean;
}

export const validToThread: TSESLint.RuleModule<MessageId, [ValidOptions]> = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow calls of `toThread` that cannot work',
      url: 'https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules/valid-to-thread.md',
    },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          runtime: runtimeSchema,
          small: {
            description: 'Also report calls that take less time than a hop, made one by one in a loop.',
            type: 'boolean',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ runtime: defaultOptions.runtime, small: false }],
    messages,
  },

  create(context) {
    const { runtime, small } = givenOptions(context.options);
    const { sourceCode } = context;
    // Nearly all files do without the runtime, and this is all that they cost.
    if (!isJavaScript(sourceCode) || !sourceCode.text.includes(runtime)) return {};

    const imports: TSESTree.ImportExpression[] = [];
    return {
      ImportExpression(node) {
        imports.push(node);
      },
      'Program:exit'() {
        const calls = findRuntimeCalls(runtime, imports, sourceCode);
        if (calls.length === 0) return;
        const sourceType = context.languageOptions.sourceType ?? 'module';
        const facts = new FileFacts(sourceCode, context.physicalFilename, sourceType, runtime, context.cwd);
        const file = {
          sourceCode,
          calls: new Map(calls.map((call) => [call.node, call])),
          isEntry: () => isEntryFile(sourceCode, context.physicalFilename),
          isModule: () => facts.format === 'esm',
        };
        const problems = problemsOf(calls, file);
        if (small) problems.push(...smallWorkProblems(calls, sourceCode));
        const isIgnored = ignoredPlaces(sourceCode);
        for (const { node, messageId, data, suggestions = [] } of problems) {
          if (isIgnored(node)) continue;
          context.report({ node, messageId, ...(data && { data }), suggest: [...suggestions] });
        }
      },
    };
  },
};
