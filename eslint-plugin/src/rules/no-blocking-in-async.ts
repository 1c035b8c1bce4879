import { join } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isJavaScript } from '../ast.ts';
import { catalogRoots, importedModule } from '../detect/catalog-roots.ts';
import { displayName } from '../detect/blocking-call.ts';
import { findBlockingUses } from '../detect/blocking-uses.ts';
import type { DirectFinding, IndirectFinding, Visited } from '../detect/blocking-uses.ts';
import { mayRunAsync } from '../detect/execution-context.ts';
import { typeInformation } from '../detect/typed/type-information.ts';
import { chooseRewrite } from '../fix/choose-rewrite.ts';
import type { RewrittenFile } from '../fix/rewrite.ts';
import { rewrittenFile } from '../fix/rewritten-file.ts';
import { helperRewrites } from '../fix/helpers/helper-rewrites.ts';
import { rewritesWithNested } from '../fix/nested-calls.ts';
import { FileFacts } from '../project/file-facts.ts';
import { isInCallback, messageId, messages, placeName, sourceName } from './messages.ts';
import type { MessageId } from './messages.ts';
import { catalogFor, defaultOptions, givenOptions, offThreadLookup, schema } from './options.ts';
import type { Options } from './options.ts';

type Context = Readonly<TSESLint.RuleContext<MessageId, [Options]>>;

/**
 * Reads a property of a context. ESLint gives every file a context with a prototype of its own, so that V8 looks each
 * `context.sourceCode` up the slow way: that took 4 µs, as much as all else that most files need. This takes 1 µs.
 */
function of<Name extends keyof Context>(context: Context, name: Name): Context[Name] {
  return Reflect.get(context, name);
}

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
    const options = givenOptions(of(context, 'options'));
    const sourceCode = of(context, 'sourceCode');
    if (!isJavaScript(sourceCode)) return {};
    const catalog = catalogFor(options);
    const roots = catalogRoots(sourceCode, catalog);
    const imports: TSESTree.AwaitExpression[] = [];
    return {
      ImportExpression(node) {
        const imported = importedModule(node, catalog);
        if (imported) imports.push(imported);
      },
      'Program:exit'() {
        const { text } = sourceCode;
        // Most files take nothing from the catalog, and many that do take nothing that blocks.
        const takesBlocking = (roots !== undefined || imports.length > 0) && catalog.isMentionedIn(text);
        const mayBlock = takesBlocking || options.typed || text.includes('@blocking');
        if (mayBlock && mayRunAsync(text)) check({ roots, imports }, context);
      },
    };
  },
};

function check(visited: Visited, context: Context): void {
  const options = of(context, 'options')[0];
  const sourceCode = of(context, 'sourceCode');
  const catalog = catalogFor(options);
  const { direct, indirect, helpers } = findBlockingUses(sourceCode, visited, {
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
    context.cwd,
  );
  if (facts.isWorker) return;
  const file = rewrittenFile({ direct, indirect, helpers }, facts, sourceCode, {
    offThread: offThreadLookup(options),
    serial: false,
  });
  const isWanted = (finding: DirectFinding | IndirectFinding) =>
    (finding.context.kind !== 'top level' || (options.topLevel && facts.hasTopLevelAwait)) &&
    (options.callbacks || !isInCallback(finding));
  for (const finding of direct.filter(isWanted)) reportDirect(finding, file, options, context);
  if (!options.indirect) return;
  for (const finding of indirect.filter(isWanted)) reportIndirect(finding, file, options, context);
}

function reportDirect(finding: DirectFinding, file: RewrittenFile, options: Options, context: Context): void {
  const { fix, suggestions, note } = chooseRewrite(() => rewritesWithNested(finding, file, options), options);
  const id = messageId(finding);
  context.report({
    node: finding.node,
    messageId: id,
    data: {
      name: displayName(finding.entry),
      place: placeName(finding.context, file.sourceCode, id),
      note,
    },
    fix: fix?.edits ?? null,
    suggest: suggestions.map(({ messageId, data, edits }) => ({ messageId, data, fix: edits })),
  });
}

function reportIndirect(
  finding: IndirectFinding,
  file: RewrittenFile,
  options: Options,
  context: Context,
): void {
  const { node, context: where, names, source } = finding;
  const { suggestions } = chooseRewrite(() => ({ offered: helperRewrites(finding, file) }), options);
  context.report({
    node,
    messageId: 'blockingIndirect',
    data: {
      name: names[0] ?? '',
      place: placeName(where, file.sourceCode, 'blockingIndirect'),
      path: names.join(' → '),
      source: sourceName(source, context.cwd),
    },
    suggest: suggestions.map(({ messageId, data, edits }) => ({ messageId, data, fix: edits })),
  });
}
