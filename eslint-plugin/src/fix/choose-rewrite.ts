import type { Reason, ReasonId } from './reasons.ts';
import type { Rewrite, RewriteId, Rewrites } from './rewrite.ts';

/** What the user wants to be done without being asked. */
export interface FixPolicy {
  /**
   * `safe`: autofix what is shown to keep the program as it is. `all`: also what is only a suggestion because of
   * other code that may run in between. `suggest`: never autofix. `off`: only report.
   */
  readonly fix: 'safe' | 'all' | 'suggest' | 'off';
  /** Whether the fix uses the asynchronous function of the same module, where there is one that answers alike. */
  readonly prefer: 'toThread' | 'native';
}

/** What a report does with its rewrites. */
export interface Choice {
  readonly fix: Rewrite | undefined;
  /** Those that the fix does not do already. */
  readonly suggestions: readonly Rewrite[];
  /** What the report says about the fix: nothing, or a sentence with a space before it. */
  readonly note: string;
  /** What the note is about. */
  readonly reasonId?: ReasonId | undefined;
}

/** The rewrites that may be the fix, the first choice first. */
const AUTOMATIC: Readonly<Record<FixPolicy['prefer'], readonly RewriteId[]>> = {
  toThread: ['wrapInToThread'],
  native: ['useNative', 'wrapInToThread'],
};

/** Said of a call that is refused only because something could come in between. */
export const SERIAL_ADVICE = " (set `runs: 'serial'` where one thing is done after another)";

const NOTHING: Choice = { fix: undefined, suggestions: [], note: '' };

/**
 * Decides which rewrite is the fix and which are suggestions. No other place does.
 *
 * @param rewrites works out what can be done, which takes longer than to find what blocks: who wants reports only is
 *   spared that
 */
export function chooseRewrite(rewrites: () => Rewrites, policy: FixPolicy): Choice {
  if (policy.fix === 'off') return NOTHING;
  const { offered, reason, isSafeInSerial = false } = rewrites();
  const fix = policy.fix === 'suggest' ? undefined : automaticRewrite(offered, policy);
  const suggestions = offered.filter((rewrite) => rewrite !== fix);
  if (fix) return { fix, suggestions, ...noteOf(fix) };
  if (!reason) return { fix, suggestions, note: fixable(offered, policy) };
  const note = refusal(reason, isSafeInSerial, suggestions.length > 0, policy);
  return { fix, suggestions, note, reasonId: reason.id };
}

/** The rewrite that may be done without anybody looking. */
export function automaticRewrite(
  offered: readonly Rewrite[],
  { fix, prefer }: FixPolicy,
): Rewrite | undefined {
  const candidates = AUTOMATIC[prefer].flatMap((id) => offered.filter(({ messageId }) => messageId === id));
  return (
    candidates.find(({ standing }) => standing.kind === 'safe') ??
    (fix === 'all' ? candidates.find(({ standing }) => standing.kind === 'hazard') : undefined)
  );
}

function refusal(
  { text }: Reason,
  isSafeInSerial: boolean,
  isSuggested: boolean,
  { fix }: FixPolicy,
): string {
  const advice = isSafeInSerial && fix !== 'all' ? SERIAL_ADVICE : '';
  return ` ${NOT_FIXED[fix === 'suggest' ? 'suggest' : isSuggested ? 'suggested' : 'safe']}: ${text}${advice}.`;
}

/** How a report begins to say why there is no fix. */
const NOT_FIXED = {
  safe: 'Not fixed automatically',
  suggested: 'Not fixed automatically, only suggested',
  suggest: "Not fixed automatically, nor with `fix: 'safe'`",
} as const;

/** Said where a fix is only a suggestion because the options, or their defaults, want it so. */
function fixable(offered: readonly Rewrite[], policy: FixPolicy): string {
  const isFixable = policy.fix === 'suggest' && automaticRewrite(offered, { ...policy, fix: 'safe' });
  return isFixable ? " `fix: 'safe'` would fix it." : '';
}

function noteOf({ standing }: Rewrite): Pick<Choice, 'note' | 'reasonId'> {
  if (standing.kind !== 'hazard') return { note: '' };
  return { note: ` Fixed although ${standing.reason.text}.`, reasonId: standing.reason.id };
}
