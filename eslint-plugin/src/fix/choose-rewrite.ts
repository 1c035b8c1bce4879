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

/** What may be done about a call that is refused because something could come in between: the lock holds in any case. */
const ADVICE = {
  lock: 'hold a lock, as suggested',
  serial: "set `runs: 'serial'` where one thing is done after another",
} as const;

/** Advice as it stands in a message. */
export const ADVICE_PATTERN = new RegExp(
  String.raw` \((?:${ADVICE.lock}|${ADVICE.serial}|${ADVICE.lock}, or ${ADVICE.serial})\)`,
);

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
  const note = refusal(reason, isSafeInSerial, suggestions, policy);
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
  suggestions: readonly Rewrite[],
  { fix }: FixPolicy,
): string {
  const isSuggested = suggestions.length > 0;
  const holdsLock = suggestions.some(({ messageId }) => messageId === 'holdLock');
  const advice = fix === 'all' ? '' : adviceOf(holdsLock, isSafeInSerial);
  return ` ${NOT_FIXED[fix === 'suggest' ? 'suggest' : isSuggested ? 'suggested' : 'safe']}: ${text}${advice}.`;
}

function adviceOf(holdsLock: boolean, isSafeInSerial: boolean): string {
  const advice = [...(holdsLock ? [ADVICE.lock] : []), ...(isSafeInSerial ? [ADVICE.serial] : [])];
  return advice.length > 0 ? ` (${advice.join(', or ')})` : '';
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
