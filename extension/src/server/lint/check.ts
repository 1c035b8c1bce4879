import type { Linter, SourceCode } from 'eslint';
import type { ReportDetails } from 'eslint-plugin-to-thread/details';
import { joinedOutlines, outlineOf } from './outline.ts';
import type { Outline } from './outline.ts';
import { CodeOnly } from './scripts/code-only.ts';
import { LineIndex } from './scripts/line-index.ts';
import { scriptPrograms } from './scripts/script-programs.ts';
import type { ScriptProgram } from './scripts/script-programs.ts';
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

/** The part of a problem that names the function, as offsets into the text; all of it where nothing does. */
export function namedPart({ start, end, details: { callee } }: Problem): readonly [number, number] {
  return callee ? [start + callee[0], start + callee[1]] : [start, end];
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
  const programs = scriptPrograms(text, file);
  if (!programs) return checkCode(text, file, setup);
  // The parsers and processors of a project know the whole file, and what is written in it beside scripts.
  return setup.origin === 'project'
    ? checkWhole(text, file, programs, setup)
    : joined(programs.map((program) => checkProgram(text, program, file, setup)));
}

function checkCode(text: string, file: string, setup: LintSetup): CheckResult {
  return verified(text, file, setup, setup.config, (messages, sourceCode) => ({
    // ESLint breaks lines where editors do not (U+2028): offsets are safe.
    problems: problemsOf(messages, file, setup, (line, column) =>
      sourceCode.getIndexFromLoc({ line, column: column - 1 }),
    ),
    outline: outlineOf(sourceCode),
  }));
}

/** Checks one of the programs in a file with the rules of the extension, whose parser knows code alone. */
function checkProgram(
  text: string,
  { parts, sourceType, jsx }: ScriptProgram,
  file: string,
  setup: LintSetup,
): CheckResult {
  const code = new CodeOnly(text, parts);
  if (!setup.mayReport(code.text)) return { kind: 'ruled out' };
  const languageOptions = { sourceType, parserOptions: { ecmaFeatures: { jsx } } };
  const config = [...setup.config, { files: ['**'], languageOptions }];
  const lines = new LineIndex(text);
  return verified(code.text, file, setup, config, (messages, sourceCode) => ({
    problems: problemsOf(messages, file, setup, (line, column) => lines.offset(line, column)).map(
      (problem) => ({ ...problem, message: code.restored(problem.message) }),
    ),
    outline: { ...outlineOf(sourceCode), parts },
  }));
}

/** Checks a whole file as the project's configuration has it, in however many blocks its processor sees it. */
function checkWhole(
  text: string,
  file: string,
  programs: readonly ScriptProgram[],
  setup: LintSetup,
): CheckResult {
  const lines = new LineIndex(text);
  const parts = programs.flatMap((program) => program.parts);
  return verified(text, file, setup, setup.config, (messages, sourceCode) => ({
    problems: problemsOf(messages, file, setup, (line, column) => lines.offset(line, column)),
    // The linter has the block that it saw last.
    outline: sourceCode.text === text ? { ...outlineOf(sourceCode), parts } : { ...NO_OUTLINE, parts },
  }));
}

const NO_OUTLINE: Outline = { functions: [], declarations: new Map(), multilineTokens: [] };

function verified(
  text: string,
  file: string,
  setup: LintSetup,
  config: Linter.Config[],
  read: (messages: readonly Linter.LintMessage[], sourceCode: SourceCode) => Omit<Checked, 'kind'>,
): CheckResult {
  const { linter, options, origin, reports } = setup;
  const messages = linter.verify(text, config, { filename: file, ...options });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return { kind: 'syntax error', error: `${fatal.line}:${fatal.column} ${fatal.message}` };
  // ESLint has no source code to give when the configuration leaves the file out, and then it found nothing either.
  const sourceCode = linter.getSourceCode() as SourceCode | null;
  if (!sourceCode) return { kind: 'ruled out' };
  const result = read(messages, sourceCode);
  // A linter keeps the last tree it saw, which would be copied by the collections of the next check.
  linter.verify('', origin === 'project' ? [] : config);
  reports.clear();
  return { kind: 'checked', ...result };
}

type Checked = Extract<CheckResult, { kind: 'checked' }>;

/** The results of a file's programs as one. */
function joined(results: readonly CheckResult[]): CheckResult {
  const failed = results.find(({ kind }) => kind === 'syntax error');
  if (failed) return failed;
  const checked = results.filter((result) => result.kind === 'checked');
  if (checked.length === 0) return { kind: 'ruled out' };
  return {
    kind: 'checked',
    problems: checked.flatMap(({ problems }) => problems).sort((a, b) => a.start - b.start),
    outline: joinedOutlines(checked.map(({ outline }) => outline)),
  };
}

/**
 * @param offset of a place that ESLint gives, with lines and columns counted from one
 */
function problemsOf(
  messages: readonly Linter.LintMessage[],
  file: string,
  { rules, reports }: LintSetup,
  offset: (line: number, column: number) => number,
): Problem[] {
  return messages.flatMap((message): Problem[] => {
    const { ruleId, line, column, endLine, endColumn } = message;
    if (ruleId === null || !rules.has(ruleId)) return [];
    const start = offset(line, column);
    const end = endLine === undefined || endColumn === undefined ? start : offset(endLine, endColumn);
    return [{ message, ruleId, start, end, details: reports.detailsOf(message, file) ?? {} }];
  });
}
