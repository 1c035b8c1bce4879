import type { Outline } from '../lint/outline.ts';
import type { TextChange } from './minimal-edits.ts';

/** What a comment says to leave problems out of a line or a file. */
export interface Directives {
  readonly nextLine: string;
  readonly line: string;
  readonly file: string;
  /** Names the rule that is turned off, which a comment for others can name too; absent where all are meant. */
  readonly ruleId?: string;
}

/** What both ESLint and the rules know, where the project's ESLint has the rule: an error to one that does not. */
export function eslintDirectives(ruleId: string): Directives {
  return {
    nextLine: `eslint-disable-next-line ${ruleId}`,
    line: `eslint-disable-line ${ruleId}`,
    file: `eslint-disable ${ruleId}`,
    ruleId,
  };
}

/** What the rules know and ESLint takes for any other comment. */
export const OWN_DIRECTIVES: Directives = {
  nextLine: 'to-thread-ignore-next-line',
  line: 'to-thread-ignore-line',
  file: 'to-thread-ignore-file',
};

/** The comments that turn a rule off for the lines that some offsets are in, one for each line, in their order. */
export function disableForLines(
  directives: Directives,
  offsets: readonly number[],
  text: string,
  outline: Outline,
): TextChange[] {
  const byPlace = new Map(
    offsets.map((offset) => {
      const change = disableForLine(directives, offset, text, outline);
      return [startOfLine(text, offset), change];
    }),
  );
  return [...byPlace.values()].sort((one, other) => one.start - other.start);
}

/**
 * The comment that turns a rule off for the line that `offset` is in: on a line of its own above, joined to a
 * comment that is there already, or, where a line of its own would become part of a string, before the call.
 */
function disableForLine(directives: Directives, offset: number, text: string, outline: Outline): TextChange {
  const lineStart = startOfLine(text, offset);
  if (isInsideText(lineStart, outline)) {
    return insertion(offset, `/* ${directives.line} */ `);
  }
  const existing = directiveAbove(text, lineStart);
  if (existing && directives.ruleId !== undefined) return insertion(existing.end, `, ${directives.ruleId}`);
  const indentation = /^[\t ]*/.exec(text.slice(lineStart))?.[0] ?? '';
  // A comment of ESLint's is about the very next line, and stays next to it.
  return insertion(existing?.start ?? lineStart, `${indentation}// ${directives.nextLine}${lineBreak(text)}`);
}

/** The comment that turns a rule off for a whole file: at its top, below a shebang, or at that of the script. */
export function disableForFile(
  { file }: Directives,
  offset: number,
  text: string,
  outline: Outline,
): TextChange {
  const part = outline.parts?.find(({ start, end }) => start <= offset && offset < end);
  if (part) {
    const isLine = /^[\t ]*[\r\n]/.test(text.slice(part.start));
    const comment = `/* ${file} */`;
    return insertion(part.start, isLine ? lineBreak(text) + comment : `${comment} `);
  }
  const shebang = /^#!.*(?:\r?\n|$)/.exec(text)?.[0] ?? '';
  return insertion(shebang.length, `/* ${file} */${lineBreak(text)}`);
}

function insertion(offset: number, text: string): TextChange {
  return { start: offset, end: offset, text };
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/**
 * Whether the line before ends within a template literal, the text of JSX or a comment, where a new line is content, or
 * outside of the code of a file that holds more.
 */
function isInsideText(lineStart: number, { multilineTokens, parts }: Outline): boolean {
  const lineBreakAt = lineStart - 1;
  if (parts && !parts.some(({ start, end }) => start <= lineBreakAt && lineBreakAt < end)) return true;
  return multilineTokens.some(([start, end]) => start <= lineBreakAt && lineBreakAt < end);
}

const DIRECTIVE = /^[\t ]*\/[/*][\t ]*eslint-disable-next-line[\t ]+[^\s*-].*?(?=\s*(?:\s--\s|\*\/|$))/;

/** An `eslint-disable-next-line` comment on the line above, if there is one: its line, and the end of its list of rules. */
function directiveAbove(text: string, lineStart: number): { start: number; end: number } | undefined {
  const end = text.slice(0, lineStart).replace(/\r?\n$/, '').length;
  const start = startOfLine(text, end);
  const match = DIRECTIVE.exec(text.slice(start, end));
  return match ? { start, end: start + match[0].length } : undefined;
}
