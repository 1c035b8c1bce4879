import { join } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Call } from '../ast.ts';
import { catalogRoots } from '../detect/binding-uses.ts';
import { displayName } from '../detect/blocking-call.ts';
import { findBlockingUses } from '../detect/blocking-uses.ts';
import type { DirectFinding, IndirectFinding } from '../detect/blocking-uses.ts';
import { typeInformation } from '../detect/typed/type-information.ts';
import { chooseRewrite } from '../fix/choose-rewrite.ts';
import type { RewrittenFile } from '../fix/rewrite.ts';
import { rewritesOf } from '../fix/rewrites.ts';
import { ModuleImports } from '../fix/imports/module-imports.ts';
import { FileFacts } from '../project/file-facts.ts';
import { isInCallback, messageId, messages, placeName, sourceName } from './messages.ts';
import type { MessageId } from './messages.ts';
import { catalogFor, defaultOptions, offThreadLookup, schema } from './options.ts';
import type { Options } from './options.ts';

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
    messages,
  },

  create(context) {
    const [options] = context.options;
    const { sourceCode } = context;
    const roots = catalogRoots(sourceCode, catalogFor(options));
    // Most files take nothing from the catalog, and what they call does not matter then.
    if (!roots && !options.typed && !sourceCode.text.includes('@blocking')) return {};

    const imports: TSESTree.ImportExpression[] = [];
    const calls: Call[] = [];
    const visitCall = (node: Call) => {
      calls.push(node);
    };
    return {
      ImportExpression(node) {
        imports.push(node);
      },
      CallExpression: visitCall,
      NewExpression: visitCall,
      'Program:exit'() {
        check({ roots, imports, calls }, context);
      },
    };
  },
};

function check(visited: Parameters<typeof findBlockingUses>[1], context: Context): void {
  const [options] = context.options;
  const { sourceCode } = context;
  const catalog = catalogFor(options);
  const { direct, indirect } = findBlockingUses(sourceCode, visited, {
    catalog,
    indirect: options.indirect,
    offThread: offThreadLookup(options),
    types: options.typed
      ? typeInformation(sourceCode, [context.physicalFilename, join(context.cwd, 'file.js')], catalog)
      : undefined,
  });
  if (direct.length === 0 && indirect.length === 0) return;

  const facts = new FileFacts(
    sourceCode,
    context.physicalFilename,
    context.languageOptions.sourceType ?? 'module',
    options.runtime,
  );
  if (facts.isWorker) return;
  const file: RewrittenFile = {
    facts,
    sourceCode,
    imports: new ModuleImports(facts.format, sourceCode),
    findings: direct,
  };
  const isWanted = (finding: DirectFinding | IndirectFinding) =>
    (finding.context.kind !== 'top level' || (options.topLevel && facts.hasTopLevelAwait)) &&
    (options.callbacks || !isInCallback(finding));
  for (const finding of direct.filter(isWanted)) reportDirect(finding, file, context);
  for (const finding of indirect.filter(isWanted)) reportIndirect(finding, context);
}

function reportDirect(finding: DirectFinding, file: RewrittenFile, context: Context): void {
  const [options] = context.options;
  const { fix, suggestions, note } = chooseRewrite(rewritesOf(finding, file), options);
  const id = messageId(finding);
  context.report({
    node: finding.node,
    messageId: id,
    data: {
      name: displayName(finding.entry),
      place: placeName(finding.context, context.sourceCode, id),
      note,
    },
    fix: fix?.edits ?? null,
    suggest: suggestions.map(({ messageId, data, edits }) => ({ messageId, data, fix: edits })),
  });
}

function reportIndirect({ node, context: where, names, source }: IndirectFinding, context: Context): void {
  context.report({
    node,
    messageId: 'blockingIndirect',
    data: {
      name: names[0] ?? '',
      place: placeName(where, context.sourceCode, 'blockingIndirect'),
      path: names.join(' → '),
      source: sourceName(source, context.cwd),
    },
  });
}
