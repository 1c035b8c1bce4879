import type { ESLint, Linter } from 'eslint';

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
  readonly reason: string;
  readonly calls: number;
  /** Of those, calls that have a suggestion. */
  readonly suggestions: number;
}

const LOOKUP_RULE = 'to-thread/no-blocking-lookup-in-async';
const RULES = new Set(['to-thread/no-blocking-in-async', LOOKUP_RULE]);

/** Counts what one run of ESLint, without `--fix`, says. */
export function countFindings(results: readonly ESLint.LintResult[]): Findings {
  const messages = results.flatMap((result) => result.messages);
  const reports = messages.filter(({ ruleId }) => ruleId !== null && RULES.has(ruleId));
  const direct = reports.filter(({ messageId }) => messageId?.startsWith('blockingIndirect') !== true);
  const lookups = direct.filter(({ ruleId }) => ruleId === LOOKUP_RULE);
  const fixable = direct.filter(({ fix }) => fix);
  return {
    files: results.length,
    calls: direct.length,
    fixable: fixable.length,
    fixableFiles: results.filter((result) => result.messages.some(({ fix }) => fix)).length,
    lookups: lookups.length,
    fixableLookups: lookups.filter(({ fix }) => fix).length,
    indirect: reports.length - direct.length,
    refusals: countRefusals(direct.filter(({ fix }) => !fix)),
    unparsed: results
      .filter((result) => result.messages.some(({ fatal }) => fatal))
      .map((result) => result.filePath),
  };
}

function countRefusals(messages: readonly Linter.LintMessage[]): Refusal[] {
  const refusals = new Map<string, Refusal>();
  for (const message of messages) {
    const reason = reasonOf(message);
    const { calls, suggestions } = refusals.get(reason) ?? { calls: 0, suggestions: 0 };
    const suggested = message.suggestions?.length ? 1 : 0;
    refusals.set(reason, { reason, calls: calls + 1, suggestions: suggestions + suggested });
  }
  return [...refusals.values()].sort((one, other) => other.calls - one.calls);
}

/** The reason without the names and lines of the case at hand, so that equal reasons count together. */
function reasonOf({ message }: Linter.LintMessage): string {
  const [, text = '(no reason given)'] =
    /Not fixed automatically(?:, nor with `fix: 'safe'`)?: (.*?)(?: \(set `runs: 'serial'`.*\))?\.$/.exec(
      message,
    ) ?? [];
  return text.replaceAll(/`[^`]*`/g, '`…`').replaceAll(/line \d+/g, 'line …');
}
