import type { Problem, ProblemKind } from './result.ts';

/**
 * How bad it is to wait for something, as far as code tells: another program or thread may take any time, a computation
 * is long on every machine, and a disk is mostly fast.
 */
const WEIGHTS: Readonly<Record<ProblemKind, number>> = { wait: 50, process: 40, cpu: 30, load: 20, io: 10 };

const LOOKUP = 0;
/** A callback runs as often as there are elements. */
const CALLBACK = 5;

/** The worst first: what a run has shown to be, then what is likely to be; what is alike in the order of files and lines. */
export function worstFirst(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (one, other) =>
      (other.blocked?.longest ?? 0) - (one.blocked?.longest ?? 0) ||
      weightOf(other) - weightOf(one) ||
      compare(one.file, other.file) ||
      one.line - other.line ||
      one.column - other.column,
  );
}

function weightOf({ rule, kind, messageId }: Problem): number {
  if (rule === 'no-blocking-lookup-in-async') return LOOKUP;
  return (kind ? WEIGHTS[kind] : WEIGHTS.io) + (messageId === 'blockingCallback' ? CALLBACK : 0);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
