import type { ReportDetails } from '../../details.ts';
import type { EditGroup } from './text-edits.ts';

/** The rules that report what blocks. */
export const RULES = ['no-blocking-in-async', 'no-blocking-lookup-in-async'] as const;

export type RuleName = (typeof RULES)[number];

/** What a rule says of a place in a file. */
export interface Report extends Omit<ReportDetails, 'range' | 'callee' | 'edits'> {
  readonly rule: RuleName;
  readonly messageId: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** Counted from one, as are the others. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Where it begins in the text, byte order mark not counted. */
  readonly start: number;
  /** Empty where the rule has no fix. */
  readonly edits: EditGroup;
  /** Ids of the rewrites that it suggests. */
  readonly suggestions: readonly string[];
}

/** A text as the rules see it, or why they do not. */
export type LintedText = { readonly reports: readonly Report[] } | { readonly unread: string };
