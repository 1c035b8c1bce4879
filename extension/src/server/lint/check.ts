import type { Linter, SourceCode } from 'eslint';
import type { ReportDetails } from 'eslint-plugin-to-thread/details';
import { outlineOf } from './outline.ts';
import type { Outline } from './outline.ts';
import type { LintSetup } from './setup.ts';

/** A report of the rule, with its place as offsets into the text. */
export interface Problem {
  readonly message: Linter.LintMessage;
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
  /** What the rule says beside its message. */
  readonly details: ReportDetails;
}

/** What a check of a text gives. */
export type CheckResult =
  | { readonly kind: 'checked'; readonly problems: readonly Problem[]; readonly outline: Outline }
  /** The text cannot hold anything to report, so it was not even parsed. */
  | { readonly kind: 'ruled out' }
  | { readonly kind: 'syntax error'; readonly error: string };

/**
 * Checks one text.
 *
 * @param text without a byte order mark
 * @param file absolute path, which need not exist
 * @throws whatever the rule or the project's parser throws
 */
export function check(text: string, file: string, setup: LintSetup): CheckResult {
  if (!setup.mayReport(text)) return { kind: 'ruled out' };
  const messages = setup.linter.verify(text, setup.config, { filename: file });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return { kind: 'syntax error', error: `${fatal.line}:${fatal.column} ${fatal.message}` };
  // ESLint has no source code to give when the configuration leaves the file out, and then it found nothing either.
  const sourceCode = setup.linter.getSourceCode() as SourceCode | null;
  if (!sourceCode) return { kind: 'ruled out' };
  const problems = messages.flatMap((message) => problem(message, file, sourceCode, setup));
  const outline = outlineOf(sourceCode);
  // A linter keeps the last tree it saw, which would be copied by the collections of the next check.
  setup.linter.verify('', []);
  setup.reports.clear();
  return { kind: 'checked', problems, outline };
}

function problem(
  message: Linter.LintMessage,
  file: string,
  sourceCode: SourceCode,
  { rules, reports }: LintSetup,
): Problem[] {
  const { ruleId } = message;
  if (ruleId === null || !rules.has(ruleId)) return [];
  const start = offset(message.line, message.column, sourceCode);
  const end =
    message.endLine === undefined || message.endColumn === undefined
      ? start
      : offset(message.endLine, message.endColumn, sourceCode);
  return [{ message, ruleId, start, end, details: reports.detailsOf(message, file) ?? {} }];
}

/** ESLint counts lines and columns from one, and breaks lines where editors do not (U+2028): offsets are safe. */
function offset(line: number, column: number, sourceCode: SourceCode): number {
  return sourceCode.getIndexFromLoc({ line, column: column - 1 });
}
