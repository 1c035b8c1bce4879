import { relative } from 'node:path';
import { getFunctionNameWithKind } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { SourcePlace } from '../detect/call-graph.ts';
import type { DirectFinding, LoopContext } from '../detect/blocking-uses.ts';

/** What `no-blocking-in-async` says. Each message has an example on the rule's page. */
export const messages = {
  blocking: '`{{name}}` blocks the event loop in {{place}}.{{note}}',
  blockingCallback: '`{{name}}` blocks the event loop in a callback that {{place}} runs.{{note}}',
  blockingIndirect: '`{{name}}` blocks the event loop in {{place}}: {{path}} ({{source}}).',
  blockingTopLevel: '`{{name}}` blocks the event loop at the top level of an async module.{{note}}',
  wrapInToThread: 'Run `{{name}}` on a worker thread with `await toThread(…)`.',
} as const;

export type MessageId = keyof typeof messages;

/** The message for a blocking call. A blocking function that is handed on is a callback itself. */
export function messageId({ node, context }: DirectFinding): MessageId {
  if (context.kind === 'top level') return 'blockingTopLevel';
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  return 'callback' in context || !isCall ? 'blockingCallback' : 'blocking';
}

/** Names the code that is held up. */
export function placeName(where: LoopContext, sourceCode: SourceCode): string {
  switch (where.kind) {
    case 'async function':
      return getFunctionNameWithKind(where.fn, sourceCode);
    case 'promise callback':
      return 'a promise';
    case 'top level':
      return 'the top level of an async module';
  }
}

/** Says where a blocking call is written: `line 5` of the linted file, or `src/read.ts:5` of another. */
export function sourceName({ line, file }: SourcePlace, cwd: string): string {
  return file === undefined ? `line ${line}` : `${relative(cwd, file).replaceAll('\\', '/')}:${line}`;
}
