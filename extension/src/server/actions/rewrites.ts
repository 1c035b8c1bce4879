import type { ReportDetails } from 'eslint-plugin-to-thread/details';
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../lint/check.ts';
import type { Report } from '../lint/linting.ts';
import { editTo } from './edits.ts';
import { fixAll } from './fix-all.ts';

/** A problem with what the editor shows of it. */
export interface ShownProblem {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

/**
 * The rewrites of what is selected: the fixes, which are known to be safe, then what a person has to decide about. Each
 * is there once: several fixes are one action, and of suggestions that sound alike only the first can be told apart.
 */
export function rewrites(
  selected: readonly ShownProblem[],
  document: TextDocument,
  report: Report,
): CodeAction[] {
  const fixable = selected.filter(({ problem }) => problem.message.fix);
  const [first, ...others] = fixable;
  const fixes =
    first && others.length > 0 ? [fixOfMany(fixable, document, report)] : first ? fixOf(first, document) : [];
  const suggestions = selected.flatMap((shown) => suggestionsOf(shown, document));
  const titles = new Set<string>();
  return [...fixes, ...suggestions].filter(({ title }) => !titles.has(title) && titles.add(title));
}

function fixOf({ problem, diagnostic }: ShownProblem, document: TextDocument): CodeAction[] {
  const { fix } = problem.message;
  if (!fix) return [];
  const title = fixTitle(problem.details);
  return [{ ...action(title, fix.range, fix.text, diagnostic, document), isPreferred: true }];
}

function fixOfMany(fixable: readonly ShownProblem[], document: TextDocument, report: Report): CodeAction {
  const start = Math.min(...fixable.map(({ problem }) => problem.start));
  const end = Math.max(...fixable.map(({ problem }) => problem.end));
  return {
    title: `Fix the ${fixable.length} selected blocking calls`,
    kind: CodeActionKind.QuickFix,
    diagnostics: fixable.map(({ diagnostic }) => diagnostic),
    isPreferred: true,
    edit: editTo(document, fixAll(document.getText(), report, { start, end })),
  };
}

function suggestionsOf({ problem, diagnostic }: ShownProblem, document: TextDocument): CodeAction[] {
  const { fix, suggestions = [] } = problem.message;
  return (
    suggestions
      // A rule may offer its own fix among the suggestions too.
      .filter((one) => one.fix.text !== fix?.text || one.fix.range[0] !== fix.range[0])
      .map(({ desc, fix: { range, text } }) =>
        action(plain(desc.replace(/\.$/, '')), range, text, diagnostic, document),
      )
  );
}

function action(
  title: string,
  range: readonly [number, number],
  text: string,
  diagnostic: Diagnostic,
  document: TextDocument,
): CodeAction {
  const before = document.getText();
  const after = before.slice(0, range[0]) + text + before.slice(range[1]);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: editTo(document, after),
  };
}

/** A fix has no words of its own: they come from what the rule says of it. */
function fixTitle({ name = 'this call', fixId }: ReportDetails): string {
  return fixId === 'wrapInToThread'
    ? `Run ${name} on a worker thread with await toThread(…)`
    : `Rewrite ${name} so that it does not block`;
}

/** The words of a rule as a menu shows them, which knows nothing of Markdown. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
