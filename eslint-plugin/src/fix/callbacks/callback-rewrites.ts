import { enclosingFunction, isFunction } from '../../ast.ts';
import type { Call, FunctionNode } from '../../ast.ts';
import { displayName } from '../../detect/blocking-call.ts';
import type { DirectFinding } from '../../detect/blocking-uses.ts';
import { isUsedAsPromise, makeAsync } from '../async-function.ts';
import { awaitedEdits } from '../await-around.ts';
import { joinEdits, moveCalls } from '../move-calls.ts';
import type { Edits } from '../rewrite.ts';
import type { Reason } from '../reasons.ts';
import type { Rewrite, RewriteId, RewrittenFile } from '../rewrite.ts';
import { callsOf } from '../calls-of-function.ts';
import { awaitObstacle } from '../suspension.ts';
import { awaitedTogether } from './await-all.ts';
import { callbackSite } from './callback-site.ts';
import type { CallbackSite, ElementsSite } from './callback-site.ts';
import { forOfLoop } from './for-of-loop.ts';
import { elementCallback, valueCallback } from './reference-callback.ts';

/**
 * What can be done about a callback that blocks: everything that blocks in it moves to other threads, and the code
 * around it waits. Nothing is offered where that would change more than the order in which things happen.
 */
export function callbackRewrites(finding: DirectFinding, file: RewrittenFile): Rewrite[] {
  const site = callbackSite(finding, file.sourceCode);
  if (!site || file.facts.format === 'script') return [];
  if (site.kind !== 'promise' && awaitObstacle(site.call, file.sourceCode)) return [];
  const data = { name: displayName(finding.entry) };
  return rewritesAt(site, finding, file).flatMap(([messageId, edits]) =>
    edits ? [{ messageId, data, standing: { kind: 'manual' }, edits }] : [],
  );
}

function rewritesAt(
  site: CallbackSite,
  finding: DirectFinding,
  file: RewrittenFile,
): [RewriteId, Edits | undefined][] {
  const { value } = site;
  switch (site.kind) {
    case 'elements':
      return [
        ['awaitAll', awaitAll(site, finding, file)],
        ['useForOf', loop(site, file)],
      ];
    case 'in place':
      return [
        ['makeCallbackAsync', isFunction(value) ? awaitInPlace(site.call, value, site.fn, file) : undefined],
      ];
    case 'promise':
      return [
        [
          'makeCallbackAsync',
          isFunction(value)
            ? asyncCallback(value, [ownRun(value, file)], file)
            : valueCallback(finding, site.takesValue, file),
        ],
      ];
  }
}

/** `await Promise.all(paths.map(async (path) => …))` */
function awaitAll(site: ElementsSite, finding: DirectFinding, file: RewrittenFile): Edits | undefined {
  const { call, value, fn, keepsResults } = site;
  const around = awaitedTogether(call, value, file);
  // What a method like `forEach` returns cannot be waited for.
  if (!keepsResults || !around || hazardAt(call, fn, file)) return undefined;
  const callback = isFunction(value)
    ? asyncCallback(value, [ownRun(value, file), partOf(fn, file)], file)
    : elementCallback(finding, file);
  return callback && joinEdits([around, callback]);
}

/** `for (const path of paths) { … }` */
function loop({ call, value, fn }: ElementsSite, file: RewrittenFile): Edits | undefined {
  if (!isFunction(value)) return undefined;
  const frame = forOfLoop(call, value, file.sourceCode);
  const body = frame && moveBody(value, [partOf(fn, file)], file);
  // What goes behind the last call of the body goes before what goes behind the body.
  return body && joinEdits([body, frame]);
}

/** `await (async () => { … })()` */
function awaitInPlace(
  call: CallbackSite['call'],
  callback: FunctionNode,
  fn: FunctionNode,
  file: RewrittenFile,
): Edits | undefined {
  if (isUsedAsPromise(call) || hazardAt(call, fn, file)) return undefined;
  const body = asyncCallback(callback, [partOf(fn, file)], file);
  return body && joinEdits([awaitedEdits(call, 'await …', file.sourceCode), body]);
}

type HazardOf = (call: Call) => Reason | undefined;

/** `async (path) => await toThread(…)` */
function asyncCallback(
  callback: FunctionNode,
  hazards: readonly HazardOf[],
  file: RewrittenFile,
): Edits | undefined {
  const keyword = makeAsync(callback, file.sourceCode);
  const body = keyword && moveBody(callback, hazards, file);
  return body && joinEdits([keyword, body]);
}

/** Everything that blocks in a callback, as long as it stands in the callback itself. */
function moveBody(
  callback: FunctionNode,
  hazards: readonly HazardOf[],
  file: RewrittenFile,
): Edits | undefined {
  const calls = callsOf(callback, file.findings);
  if (calls.some(({ node }) => enclosingFunction(node) !== callback)) return undefined;
  return moveCalls(calls, (call) => hazards.map((hazardOf) => hazardOf(call)).find(Boolean), file);
}

/** What speaks against suspending a callback, whose runs then meet each other. */
function ownRun(callback: FunctionNode, { safety }: RewrittenFile): HazardOf {
  return (call) => safety.at({ call, fn: callback, inSeries: true });
}

/** What speaks against suspending a function in the middle of a callback that it runs. */
function partOf(fn: FunctionNode, { safety }: RewrittenFile): HazardOf {
  return (call) => safety.at({ call, fn });
}

function hazardAt(call: Call, fn: FunctionNode, { safety }: RewrittenFile): Reason | undefined {
  return safety.at({ call, fn });
}
