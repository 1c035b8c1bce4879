import { displayName } from '../detect/blocking-call.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import type { Absence } from '../project/module-absence.ts';
import { callHazard } from './call-hazard.ts';
import { crossingDoubt, crossingObstacle, losesTypes } from './crossing.ts';
import { reason } from './reasons.ts';
import type { Reason, ReasonId } from './reasons.ts';
import type { Rewrite, RewrittenFile, Standing } from './rewrite.ts';
import { wrapInToThread } from './wrap-in-to-thread.ts';

/** The rewrite to `await toThread(…)`, if there is one, and why it is not done by itself. */
export interface Threaded {
  readonly rewrite?: Rewrite;
  readonly reason?: Reason | undefined;
}

/**
 * Moves a blocking call to another thread: `await toThread(…)` around it and, where the file has none, the import.
 *
 * @param hazard why an `await` in this place may change what the program does
 */
export function moveToThread(
  { node, entry, certain, borrowed }: BlockingCall,
  hazard: Reason | undefined,
  file: RewrittenFile,
): Threaded {
  const { facts, imports, sourceCode } = file;
  if (node.type !== 'CallExpression') return { reason: reason('handle') };
  if (borrowed) return { reason: reason('borrowed') };
  const call = { node, entry };
  const toThread = imports.reference({ module: facts.runtime, path: ['toThread'] }, node);
  if (!toThread) return { reason: reason('script') };
  const obstacle = crossingObstacle(call, sourceCode);
  if (obstacle) return { reason: obstacle };
  const doubt =
    callHazard(call, [entry.module], file) ??
    hazard ??
    (certain ? undefined : reason('uncertain callee', { callee: sourceCode.getText(node.callee) })) ??
    crossingDoubt(call) ??
    (facts.mayBeTyped && losesTypes(call) ? reason('types') : undefined);
  const missing = missingRuntime(facts);
  const rewrite: Rewrite = {
    messageId: 'wrapInToThread',
    data: { name: displayName(entry) },
    standing: standingOf(doubt, missing),
    edits: (fixer) => {
      const { expression, addImport } = toThread;
      const edits = wrapInToThread(node, expression, sourceCode, fixer);
      return addImport ? [addImport(fixer), ...edits] : edits;
    },
  };
  return { rewrite, reason: doubt ?? missing };
}

const ABSENCE: Readonly<Record<Absence['kind'], ReasonId>> = {
  undeclared: 'no runtime',
  'development only': 'no runtime outside development',
  'not installed': 'no runtime without a package',
  'no file': 'no runtime file',
  'not imported': 'no runtime among imports',
};

function missingRuntime({ runtime, runtimeAbsence: absence }: RewrittenFile['facts']): Reason | undefined {
  return absence && reason(ABSENCE[absence.kind], { runtime, ...absence });
}

/** Code that imports what is not there fails for certain, so that nobody can ask for it. */
function standingOf(doubt: Reason | undefined, missing: Reason | undefined): Standing {
  if (missing) return { kind: 'manual' };
  return doubt ? { kind: 'hazard', reason: doubt } : { kind: 'safe' };
}
