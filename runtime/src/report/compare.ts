/** Two reports beside each other: what is gone, what got better or worse, and what is new. */
import { groupBy } from './groups.ts';
import type { CallSummary, Report } from './report.ts';

const COMPARISON_FORMAT = 'to-thread-comparison';

/** What `to-thread trace --compare before after --format json` prints. */
export interface Comparison {
  readonly format: typeof COMPARISON_FORMAT;
  readonly version: 1;
  readonly stalls: { readonly before: StallFigures; readonly after: StallFigures };
  readonly calls: readonly ComparedCall[];
}

interface StallFigures {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  /** How long was recorded. */
  readonly recorded: number;
}

export interface ComparedCall {
  readonly function: string;
  /** The file, and the function in it. Lines move when a file is changed. */
  readonly file?: string;
  readonly within?: string;
  readonly line?: number;
  readonly change: 'gone' | 'better' | 'same' | 'worse' | 'new';
  readonly before?: CallFigures;
  readonly after?: CallFigures;
}

interface CallFigures {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
}

/** What a longest call has to be shorter, or longer, by: they differ from run to run. */
const NOTABLE = 1.25;

export function compare(before: Report, after: Report): Comparison {
  const [old, now] = [callsOf(before), callsOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const calls = keys.flatMap((key) => compared(old.get(key), now.get(key)) ?? []);
  return {
    format: COMPARISON_FORMAT,
    version: 1,
    stalls: { before: stallsOf(before), after: stallsOf(after) },
    calls: calls.toSorted((a, b) => weight(b) - weight(a)),
  };
}

function compared(
  before: CallSummary[] | undefined,
  after: CallSummary[] | undefined,
): ComparedCall | undefined {
  const shown = (after ?? before)?.[0];
  if (!shown) return undefined;
  const { function: name, place } = shown;
  const [old, now] = [figuresOf(before), figuresOf(after)];
  return {
    function: name,
    ...(place && { file: place.file, line: place.line }),
    ...(place?.name !== undefined && { within: place.name }),
    change: changeOf(old, now),
    ...(old && { before: old }),
    ...(now && { after: now }),
  };
}

function changeOf(before: CallFigures | undefined, after: CallFigures | undefined): ComparedCall['change'] {
  if (!before) return 'new';
  if (!after) return 'gone';
  if (after.longest * NOTABLE < before.longest) return 'better';
  return after.longest > before.longest * NOTABLE ? 'worse' : 'same';
}

/** By function and by where in the program, as far as that stays when lines move. */
function callsOf({ calls }: Report): Map<string, CallSummary[]> {
  return groupBy(calls, ({ function: name, place, stack }) => {
    const at = place ?? stack[0];
    return JSON.stringify([name, at?.file, at?.name ?? at?.line]);
  });
}

function figuresOf(calls: readonly CallSummary[] | undefined): CallFigures | undefined {
  return (
    calls && {
      count: calls.reduce((sum, call) => sum + call.count, 0),
      total: Math.round(calls.reduce((sum, call) => sum + call.total, 0) * 1000) / 1000,
      longest: Math.max(...calls.map(({ longest }) => longest)),
    }
  );
}

function stallsOf({ stalls: { count, total, longest }, from, to }: Report): StallFigures {
  return { count, total, longest, recorded: to - from };
}

function weight({ before, after }: ComparedCall): number {
  return Math.max(before?.longest ?? 0, after?.longest ?? 0);
}
