import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DIAGNOSTIC_SOURCE } from '../shared/rules.ts';
import type { Problem } from './lint/check.ts';
import type { Report } from './lint/linting.ts';
import type { Outline } from './lint/outline.ts';
import type { LintSetup } from './lint/setup.ts';
import { relatedInformation } from './related-information.ts';

/** The diagnostics of a report, whether or not the editor is to show them. */
export function diagnosticsOf({ setup, result }: Report, document: TextDocument): Diagnostic[] {
  if (!setup || result?.kind !== 'checked') return [];
  const { problems, outline } = result;
  return problems.map((problem) => toDiagnostic(problem, document, outline, setup));
}

/** The diagnostics that the editor shows: none where the ESLint extension shows the same. */
export function shownDiagnostics(report: Report, document: TextDocument): Diagnostic[] {
  return report.silence === 'shown by ESLint' ? [] : diagnosticsOf(report, document);
}

export function toDiagnostic(
  problem: Problem,
  document: TextDocument,
  outline: Outline,
  setup: LintSetup,
): Diagnostic {
  const { message, ruleId, start, end, details } = problem;
  const url = setup.rules.get(ruleId)?.url;
  const related = relatedInformation(details, document, outline);
  return {
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    severity: severity(message.severity, setup),
    source: DIAGNOSTIC_SOURCE,
    code: ruleId,
    ...(url !== undefined && { codeDescription: { href: url } }),
    message: message.message,
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/**
 * A project says itself how serious a report is. Where nobody has chosen, nobody asked for errors: each is one step
 * milder, and lookups, which `recommended` only warns of, are no more than information.
 */
function severity(level: number, { origin }: LintSetup): DiagnosticSeverity {
  const isError = level === 2;
  if (origin === 'project') return isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  return isError ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
}
