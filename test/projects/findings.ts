import type { LintedFile } from './linter.ts';

/** What the rules say about a project. */
export interface Findings {
  readonly files: number;
  /** Blocking calls in asynchronous code, and of those: fixed, and files with at least one fix. */
  readonly calls: number;
  readonly fixable: number;
  readonly fixableFiles: number;
  /** Of all these, lookups, and of those: fixed. */
  readonly lookups: number;
  readonly fixableLookups: number;
  /** Calls of helpers that block. */
  readonly indirect: number;
  /** Reports without a fix by reason, the most frequent first. */
  readonly refusals: readonly Refusal[];
  /** Files that could not be read as the language they are written in. */
  readonly unparsed: readonly string[];
}

interface Refusal {
  /** The id of a reason, as the rules have it. */
  readonly reason: string;
  readonly calls: number;
  /** Of those, calls that have a suggestion. */
  readonly suggestions: number;
}

const LOOKUP_RULE = 'to-thread/no-blocking-lookup-in-async';
const RULES = new Set(['to-thread/no-blocking-in-async', LOOKUP_RULE]);

/** Counts what one run of ESLint, without `--fix`, says. */
export function countFindings(files: readonly LintedFile[]): Findings {
  const reports = files
    .flatMap((file) => file.reports)
    .filter(({ ruleId }) => ruleId !== null && RULES.has(ruleId));
  const direct = reports.filter(({ messageId }) => messageId?.startsWith('blockingIndirect') !== true);
  const lookups = direct.filter(({ ruleId }) => ruleId === LOOKUP_RULE);
  return {
    files: files.length,
    calls: direct.length,
    fixable: direct.filter(({ fixed }) => fixed).length,
    fixableFiles: files.filter((file) => file.reports.some(({ fixed }) => fixed)).length,
    lookups: lookups.length,
    fixableLookups: lookups.filter(({ fixed }) => fixed).length,
    indirect: reports.length - direct.length,
    refusals: countRefusals(direct.filter(({ fixed }) => !fixed)),
    unparsed: files
      .filter((file) => file.reports.some(({ fatal }) => fatal !== undefined))
      .map(({ filePath }) => filePath),
  };
}

function countRefusals(reports: LintedFile['reports']): Refusal[] {
  const refusals = new Map<string, Refusal>();
  for (const { reasonId: reason = '(no reason given)', suggestions } of reports) {
    const known = refusals.get(reason) ?? { reason, calls: 0, suggestions: 0 };
    refusals.set(reason, {
      reason,
      calls: known.calls + 1,
      suggestions: known.suggestions + (suggestions > 0 ? 1 : 0),
    });
  }
  return [...refusals.values()].sort((one, other) => other.calls - one.calls);
}
