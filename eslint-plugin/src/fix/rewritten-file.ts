import { isCall } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import type { DirectFinding, Findings } from '../detect/blocking-uses.ts';
import type { Lookup } from '../detect/export-path.ts';
import { InlineCallers } from '../detect/inline-callers.ts';
import { Safety } from '../effects/safety.ts';
import type { MovedCall } from '../effects/safety.ts';
import type { FileFacts } from '../project/file-facts.ts';
import { ModuleImports } from './imports/module-imports.ts';
import type { RewrittenFile } from './rewrite.ts';
import { awaitObstacle } from './suspension.ts';

/** What the user says of a file. */
export interface Given {
  /** Knows the functions that run what they are given on another thread. */
  readonly offThread: Lookup<true>;
  readonly runs: RewrittenFile['runs'];
}

/** Puts together what rewrites of a file need to know. */
export function rewrittenFile(
  { direct, indirect, helpers }: Findings,
  facts: FileFacts,
  sourceCode: SourceCode,
  { offThread, runs }: Given,
): RewrittenFile {
  let safety: Safety | undefined;
  return {
    facts,
    sourceCode,
    imports: new ModuleImports(facts, sourceCode),
    findings: direct,
    indirect,
    helpers,
    runs,
    get safety() {
      return (safety ??= new Safety(
        sourceCode,
        new InlineCallers(sourceCode, offThread),
        blockingCalls({ direct, helpers }),
        direct.flatMap((finding) => movedCall(finding, sourceCode) ?? []),
        runs === 'serial',
      ));
    },
  };
}

function blockingCalls({ direct, helpers }: Pick<Findings, 'direct' | 'helpers'>): Map<Node, BlockingCall> {
  const calls = new Map<Node, BlockingCall>(direct.map((call) => [call.node, call]));
  for (const helper of helpers.values()) for (const call of helper.calls) calls.set(call.node, call);
  return calls;
}

/** A call that a rewrite moves, as far as its own place and arguments go. */
function movedCall(call: DirectFinding, sourceCode: SourceCode): MovedCall | undefined {
  const { node, context, handedOn, entry } = call;
  if (context.kind !== 'async function' || 'callback' in context || handedOn || !isCall(node))
    return undefined;
  return awaitObstacle(node, sourceCode) || entry.crossing !== 'ok' ? undefined : { call, fn: context.fn };
}
