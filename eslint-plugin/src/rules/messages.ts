import { relative } from 'node:path';
import { getFunctionNameWithKind } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { SourcePlace } from '../detect/call-graph.ts';
import type { DirectFinding, IndirectFinding, LoopContext } from '../detect/blocking-uses.ts';
import type { RewriteId } from '../fix/rewrite.ts';

/** What `no-blocking-in-async` says. Each message has an example on the rule's page. */
export const messages = {
  blocking: '`{{name}}` blocks the event loop in {{place}}.{{note}}{{recorded}}',
  blockingCallback: '`{{name}}` blocks the event loop in a callback that {{place}} runs.{{note}}{{recorded}}',
  blockingIndirect:
    '`{{name}}` blocks the event loop in {{place}}: {{path}} ({{source}}). It could only become async together with all that call it.{{recorded}}',
  blockingIndirectAgain: '`{{name}}` blocks the event loop in {{place}}, as on line {{line}}.{{recorded}}',
  blockingTopLevel:
    '`{{name}}` blocks the event loop at the top level of an async module.{{note}}{{recorded}}',
  awaitAll:
    'Make the callback async and await `Promise.all(…)`: its runs then happen at the same time, in no set order.',
  holdLock:
    'Use `await toThread(…)` and hold a `Lock`, so that no other run of {{function}} comes in between.',
  makeAsync: 'Make {{functions}} async, and put `await` before every call.',
  makeCallbackAsync: 'Make the callback async, with `await toThread(…)` in it.',
  useForOf: 'Use a `for…of` loop with `await toThread(…)` in it, one run after the other.',
  useNative: 'Use `{{native}}` instead.{{difference}}',
  wrapInToThread: 'Run `{{name}}` on a worker thread with `await toThread(…)`.',
} as const satisfies Record<RewriteId, string> & Record<string, string>;

export type MessageId = keyof typeof messages;

/** Why a lookup is not fixed like other calls. */
const COST = 'µs on a local disk, less than a hop to a worker, but any time on a network disk';

/** What `no-blocking-lookup-in-async` says. */
export const lookupMessages: Readonly<Record<MessageId, string>> = {
  ...messages,
  blocking: `\`{{name}}\` blocks the event loop in {{place}}: ${COST}.{{note}}{{recorded}}`,
  blockingCallback: `\`{{name}}\` blocks the event loop in a callback that {{place}} runs: ${COST}.{{note}}{{recorded}}`,
  blockingTopLevel: `\`{{name}}\` blocks the event loop at the top level of an async module: ${COST}.{{note}}{{recorded}}`,
};

/** The message for a blocking call. */
export function messageId(finding: DirectFinding): MessageId {
  if (finding.context.kind === 'top level') return 'blockingTopLevel';
  return isInCallback(finding) ? 'blockingCallback' : 'blocking';
}

/** Whether a callback blocks, not the async code around it. A function that is handed on is a callback itself. */
export function isInCallback(finding: DirectFinding | IndirectFinding): boolean {
  const { context, handedOn } = finding;
  return 'callback' in context || context.kind === 'promise callback' || handedOn;
}

/** Names the code that is held up: who runs the callback, or where the call stands. */
export function placeName(where: LoopContext, sourceCode: SourceCode, id: MessageId): string {
  switch (where.kind) {
    case 'async function':
      return getFunctionNameWithKind(where.fn, sourceCode);
    case 'promise callback':
      return id === 'blockingCallback' ? 'a promise' : 'the callback of a promise';
    case 'top level':
      return 'the top-level code of an async module';
  }
}

/** Says where a blocking call is written: `line 5` of the linted file, or `src/read.ts:5` of another. */
export function sourceName({ line, file }: SourcePlace, cwd: string): string {
  return file === undefined ? `line ${line}` : `${relative(cwd, file).replaceAll('\\', '/')}:${line}`;
}
