import type { TSESLint } from '@typescript-eslint/utils';
import { isJavaScript } from '../ast.ts';
import { displayName, isLookup } from '../detect/blocking-call.ts';
import type { DirectFinding, IndirectFinding } from '../detect/blocking-uses.ts';
import type { DetailsOfCall, DetailsOfRun, DetailsOfWay } from '../details.ts';
import { chooseRewrite } from '../fix/choose-rewrite.ts';
import { helperRewrites } from '../fix/helpers/helper-rewrites.ts';
import type { RewrittenFile } from '../fix/rewrite.ts';
import { rewritesWithNested } from '../fix/nested-calls.ts';
import { blockedTimes, wordsOfTime } from '../recordings/blocked-time.ts';
import type { BlockedTime } from '../recordings/blocked-time.ts';
import { checkedFile } from './checked-file.ts';
import { ignoredPlaces } from './ignore-comments.ts';
import { isInCallback, messageId, placeName, sourceName } from './messages.ts';
import type { MessageId } from './messages.ts';
import { noteTypes } from './missing-types.ts';
import { givenOptions, schema, searchFor } from './options.ts';
import type { Options } from './options.ts';

type Context = Readonly<TSESLint.RuleContext<MessageId, [Options]>>;

type BlockingRule = TSESLint.RuleModule<MessageId, [Options]>;

/** In what one rule about blocking calls differs from the other. */
interface RuleDetails {
  readonly name: string;
  readonly description: string;
  readonly messages: Readonly<Record<MessageId, string>>;
  readonly defaultOptions: Options;
  /** Whether it reports the calls that only ask about paths, or all others. */
  readonly lookups: boolean;
}

/**
 * Reads a property of a context. ESLint gives every file a context with a prototype of its own, so that V8 looks each
 * `context.sourceCode` up the slow way: that took 4 µs, as much as all else that most files need. This takes 1 µs.
 */
function of<Name extends keyof Context>(context: Context, name: Name): Context[Name] {
  return Reflect.get(context, name);
}

/** Makes a rule that reports blocking calls in async code: either lookups or all that is none. */
export function blockingRule({
  name,
  description,
  messages,
  defaultOptions,
  lookups,
}: RuleDetails): BlockingRule {
  return {
    meta: {
      type: 'problem',
      docs: {
        description,
        url: `https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules/${name}.md`,
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
      if (options.typed) noteTypes(context.filename, Boolean(sourceCode.parserServices?.program));
      const file = checkedFile(sourceCode, searchFor(options));
      return {
        ImportExpression(node) {
          file.addImport(node);
        },
        'Program:exit'() {
          if (options.crossFile) file.beKnown(context);
          const found = file.mayBlock ? file.found(context) : undefined;
          if (found) report(found, lookups, options, context);
        },
      };
    },
  };
}

function report(file: RewrittenFile, lookups: boolean, options: Options, context: Context): void {
  const isIgnored = ignoredPlaces(file.sourceCode);
  const recorded = blockedTimes(context);
  // Without a recording of use, everything is reported.
  const isLong = (time: BlockedTime | undefined) => !recorded || (time?.longest ?? 0) >= options.minBlockedMs;
  const isWanted = (finding: DirectFinding | IndirectFinding) =>
    !isIgnored(finding.node) &&
    (finding.context.kind !== 'top level' || (options.topLevel && file.facts.hasTopLevelAwait)) &&
    (options.callbacks || !isInCallback(finding));
  for (const finding of file.findings) {
    if (isLookup(finding.entry) !== lookups || !isWanted(finding)) continue;
    const time = recorded?.of(finding.node, displayName(finding.entry));
    if (isLong(time)) reportDirect(finding, time, file, options, context);
  }
  if (!options.indirect) return;
  // What is said of a helper is said once: at the first of its calls.
  const said = new Map<string, number>();
  const indirect = file.indirect.filter((finding) => finding.isLookup === lookups && isWanted(finding));
  for (const finding of indirect.toSorted((a, b) => a.node.range[0] - b.node.range[0])) {
    const time = recorded?.of(finding.node);
    if (!isLong(time)) continue;
    const key = JSON.stringify([finding.names, finding.source]);
    reportIndirect(finding, time, file, options, context, said.get(key));
    if (!said.has(key)) said.set(key, finding.node.loc.start.line);
  }
}

function reportDirect(
  finding: DirectFinding,
  blocked: BlockedTime | undefined,
  file: RewrittenFile,
  options: Options,
  context: Context,
): void {
  const rewrites = () => rewritesWithNested(finding, file, options);
  const { fix, suggestions, note, reasonId } = chooseRewrite(rewrites, options);
  const id = messageId(finding);
  context.report({
    node: finding.node,
    messageId: id,
    data: {
      name: displayName(finding.entry),
      place: placeName(finding.context, file.sourceCode, id),
      note,
      recorded: blocked ? wordsOfTime(blocked) : '',
      ...({
        kind: finding.entry.kind,
        twin: finding.entry.native,
        fixId: fix?.messageId,
        reasonId,
        blocked,
      } satisfies DetailsOfCall & DetailsOfRun),
    },
    fix: fix?.edits ?? null,
    suggest: suggestions.map(({ messageId, data, edits }) => ({ messageId, data, fix: edits })),
  });
}

function reportIndirect(
  finding: IndirectFinding,
  blocked: BlockedTime | undefined,
  file: RewrittenFile,
  options: Options,
  context: Context,
  firstLine: number | undefined,
): void {
  const { node, context: where, names, source } = finding;
  const { suggestions } = chooseRewrite(() => ({ offered: helperRewrites(finding, file) }), options);
  context.report({
    node,
    messageId: firstLine === undefined ? 'blockingIndirect' : 'blockingIndirectAgain',
    data: {
      name: names[0] ?? '',
      place: placeName(where, file.sourceCode, 'blockingIndirect'),
      path: names.join(' → '),
      source: sourceName(source, context.cwd),
      line: String(firstLine),
      recorded: blocked ? wordsOfTime(blocked) : '',
      ...({ way: { names, ...source }, blocked } satisfies DetailsOfRun & DetailsOfWay),
    },
    suggest: suggestions.map(({ messageId, data, edits }) => ({ messageId, data, fix: edits })),
  });
}
