import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { COMMANDS, FIX_ALL_KIND } from '../../shared/commands.ts';
import { DIAGNOSTIC_SOURCE } from '../../shared/rules.ts';
import type { RuntimePresence } from '../../shared/messages.ts';
import { toDiagnostic } from '../diagnostics.ts';
import { namedPart } from '../lint/check.ts';
import type { Problem } from '../lint/check.ts';
import type { Report } from '../lint/linting.ts';
import type { LintSetup } from '../lint/setup.ts';
import { isOnDisk } from '../project/document-path.ts';
import { packageName } from '../project/runtime-presence.ts';
import { disableForFile, disableForLines, eslintDirectives, OWN_DIRECTIVES } from './disable-comment.ts';
import type { Directives } from './disable-comment.ts';
import { editOf, editTo } from './edits.ts';
import { fixAll } from './fix-all.ts';
import { enclosingFunction, onlyFunctionNamed } from './functions.ts';
import { minimalChanges } from './minimal-edits.ts';
import type { TextChange } from './minimal-edits.ts';
import { rewrites } from './rewrites.ts';
import type { ShownProblem } from './rewrites.ts';

/** What code actions are made from. */
export interface ActionContext {
  readonly document: TextDocument;
  readonly report: Report;
  readonly runtime: RuntimePresence;
  /** Whether commands that run code of the project may be offered. */
  readonly trusted: boolean;
  /** Whether somebody runs a command when an action with it is picked. */
  readonly isRun: (command: string) => boolean;
}

/** What a light bulb action carries until the user picks it, and its edit is worked out. */
export type DeferredAction =
  | { readonly fix: 'file'; readonly uri: string }
  | {
      readonly fix: 'function';
      readonly uri: string;
      readonly version: number;
      readonly offset: number;
      /** Finds the function again when the text has changed since. */
      readonly name?: string;
    };

/**
 * The light bulb: all that can be done about the problems in a range, the safe rewrite first. Each action names the
 * problems it is about, since the editor puts those that do not behind all others.
 */
export function codeActions({ range, context }: CodeActionParams, where: ActionContext): CodeAction[] {
  const { document, report } = where;
  const { setup, result } = report;
  const kinds = context.only ?? [CodeActionKind.QuickFix];
  const actions: CodeAction[] = [];
  if (!setup) return actions;
  if (kinds.some((kind) => includes(kind, FIX_ALL_KIND))) actions.push(...fixOnSave(document, report));
  if (result?.kind !== 'checked' || !kinds.some((kind) => includes(kind, CodeActionKind.QuickFix)))
    return actions;

  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const inRange = selectedProblems(result.problems, start, end);
  const [first] = inRange;
  if (!first) return actions;

  const shownElsewhere = report.silence === 'shown by ESLint';
  const details = inRange.map((problem) => ({
    problem,
    diagnostic: toDiagnostic(problem, document, result.outline, setup),
  }));
  const diagnostics = details.map(({ diagnostic }) => diagnostic);
  if (!shownElsewhere) actions.push(...rewrites(details, document, report));
  actions.push(...fixesOfMany(first, where, result.problems, diagnostics));
  actions.push(...installation(where, setup, diagnostics));
  if (!shownElsewhere) {
    actions.push(...disabling(details, where, setup));
    actions.push(...documentation(diagnostics, where));
  }
  return actions;
}

/** Works out the edit of an action that many passes go into. The current text counts, whatever it was made for. */
export function resolveAction(action: CodeAction, { document, report }: ActionContext): CodeAction {
  const data = action.data as DeferredAction;
  const text = document.getText();
  if (data.fix === 'file') return { ...action, edit: editTo(document, fixAll(text, report)) };
  if (report.result?.kind !== 'checked') return action;
  const { outline } = report.result;
  const fn =
    data.version === document.version
      ? enclosingFunction(data.offset, outline)
      : data.name !== undefined && onlyFunctionNamed(data.name, outline);
  return fn ? { ...action, edit: editTo(document, fixAll(text, report, fn)) } : action;
}

/** An action with its edit, also where that is only worked out when somebody asks for it. */
export function withEdit(action: CodeAction, where: ActionContext): CodeAction {
  return action.data === undefined ? action : resolveAction(action, where);
}

/** The problems whose underlined names are in a range; within the arguments of a call, those around it. */
function selectedProblems(problems: readonly Problem[], start: number, end: number): Problem[] {
  const named = problems.filter((problem) => {
    const [from, to] = namedPart(problem);
    return from <= end && start <= to;
  });
  return named.length > 0
    ? named
    : problems.filter((problem) => problem.start <= end && start <= problem.end);
}

function fixOnSave(document: TextDocument, report: Report): CodeAction[] {
  const text = document.getText();
  const changes = minimalChanges(text, fixAll(text, report));
  if (changes.length === 0) return [];
  return [{ title: 'Fix all blocking calls', kind: FIX_ALL_KIND, edit: editOf(document, changes) }];
}

function fixesOfMany(
  first: Problem,
  { document, report }: ActionContext,
  all: readonly Problem[],
  diagnostics: Diagnostic[],
): CodeAction[] {
  const { uri, version } = document;
  const fixable = all.filter(({ message }) => message.fix);
  const actions: CodeAction[] = [];
  const deferred = (title: string, data: DeferredAction): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    data,
  });
  const fn =
    report.result?.kind === 'checked' ? enclosingFunction(first.start, report.result.outline) : undefined;
  if (fn && fixable.filter((problem) => problem.start >= fn.start && problem.end <= fn.end).length > 1) {
    const title = `Fix all blocking calls in ${fn.name ?? 'this function'}`;
    actions.push(
      deferred(title, {
        fix: 'function',
        uri,
        version,
        offset: first.start,
        ...(fn.name !== undefined && { name: fn.name }),
      }),
    );
  }
  if (fixable.length > 1) actions.push(deferred('Fix all blocking calls in this file', { fix: 'file', uri }));
  return actions;
}

function installation(
  { document, report, runtime, trusted, isRun }: ActionContext,
  setup: LintSetup,
  diagnostics: Diagnostic[],
): CodeAction[] {
  if (runtime === 'installed' || !trusted || !isRun(COMMANDS.installRuntime)) return [];
  if (!isOnDisk(document.uri)) return [];
  const title = `Install ${packageName(setup.runtime)} in this project`;
  const command = { title, command: COMMANDS.installRuntime, arguments: [URI.file(report.file).toString()] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

/**
 * Leaves the problems in the selection out, in their lines or in the file. Where the project's ESLint has the rules, each
 * is turned off by its name; where it may not know them, all are left out by a comment of our own.
 */
function disabling(
  selected: readonly ShownProblem[],
  { document, report }: ActionContext,
  { origin }: LintSetup,
): CodeAction[] {
  const { result } = report;
  if (result?.kind !== 'checked') return [];
  const text = document.getText();
  const actions = (name: string, directives: Directives, shown: readonly ShownProblem[]): CodeAction[] => {
    const action = (title: string, changes: readonly TextChange[]): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: shown.map(({ diagnostic }) => diagnostic),
      edit: editOf(document, changes),
    });
    const starts = shown.map(({ problem }) => problem.start);
    const changes = disableForLines(directives, starts, text, result.outline);
    const lines = changes.length === 1 ? 'this line' : `these ${changes.length} lines`;
    const wholeFile = disableForFile(directives, Math.min(...starts), text, result.outline);
    return [
      action(`Disable ${name} for ${lines}`, changes),
      action(`Disable ${name} for the entire file`, [wholeFile]),
    ];
  };
  if (origin === 'bundled') return actions(DIAGNOSTIC_SOURCE, OWN_DIRECTIVES, selected);
  const ruleIds = new Set(selected.map(({ problem }) => problem.ruleId));
  return [...ruleIds].flatMap((ruleId) => {
    const shown = selected.filter(({ problem }) => problem.ruleId === ruleId);
    return actions(ruleId, eslintDirectives(ruleId), shown);
  });
}

/** One entry for each page, however many problems it explains. */
function documentation(diagnostics: Diagnostic[], { isRun }: ActionContext): CodeAction[] {
  if (!isRun(COMMANDS.openRuleDocumentation)) return [];
  const urls = new Map<string, string>();
  for (const { code, codeDescription } of diagnostics) {
    if (codeDescription) urls.set(codeDescription.href, String(code));
  }
  return [...urls].map(([url, ruleId]) => {
    const title = `Show documentation for ${ruleId}`;
    const command = { title, command: COMMANDS.openRuleDocumentation, arguments: [url] };
    return { title, kind: CodeActionKind.QuickFix, diagnostics, command };
  });
}

/** Kinds are hierarchical: who asks for `source.fixAll` wants `source.fixAll.toThread` too. */
function includes(asked: string, kind: string): boolean {
  return asked === '' || asked === kind || kind.startsWith(`${asked}.`);
}
