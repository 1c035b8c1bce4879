import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '../shared/rule-settings.ts';
import { DIAGNOSTIC_SOURCE } from '../shared/rules.ts';
import { namedPart } from './lint/check.ts';
import type { Problem } from './lint/check.ts';
import { ruleName } from './lint/setup.ts';
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
  const { message, ruleId, details } = problem;
  // The name of the function is enough to see: arguments can go on for many lines.
  const [from, to] = namedPart(problem);
  const url = setup.rules.get(ruleId)?.url;
  const related = relatedInformation(details, document, outline);
  return {
    range: { start: document.positionAt(from), end: document.positionAt(to) },
    severity: severityOf(problem, setup),
    source: DIAGNOSTIC_SOURCE,
    // The source says already whose rule it is.
    code: ruleName(ruleId),
    ...(url !== undefined && { codeDescription: { href: url } }),
    message: message.message,
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const SEVERITIES: Readonly<Record<Exclude<Severity, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A project says itself how serious a report is; the settings say it where the rules in the extension are used. */
function severityOf({ message, ruleId }: Problem, { severities }: LintSetup): DiagnosticSeverity {
  const chosen = severities?.get(ruleId);
  if (chosen !== undefined && chosen !== 'off') return SEVERITIES[chosen];
  return message.severity === 2 ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
}
