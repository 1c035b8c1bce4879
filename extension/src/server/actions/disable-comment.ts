import type { Outline } from '../lint/outline.ts';
import type { TextChange } from './minimal-edits.ts';

/** The comments that turn a rule off for the lines that some offsets are in, one for each line, in their order. */
export function disableForLines(
  ruleId: string,
  offsets: readonly number[],
  text: string,
  outline: Outline,
): TextChange[] {
  const byPlace = new Map(
    offsets.map((offset) => {
      const change = disableForLine(ruleId, offset, text, outline);
      return [startOfLine(text, offset), change];
    }),
  );
  return [...byPlace.values()].sort((one, other) => one.start - other.start);
}

/**
 * The comment that turns a rule off for the line that `offset` is in: on a line of its own above, joined to a
 * comment that is there already, or, where a line of its own would become part of a string, before the call.
 */
function disableForLine(ruleId: string, offset: number, text: string, outline: Outline): TextChange {
  const lineStart = startOfLine(text, offset);
  if (isInsideText(lineStart, outline)) {
    return insertion(offset, `/* eslint-disable-line ${ruleId} */ `);
  }
  const existing = directiveAbove(text, lineStart);
  if (existing) return insertion(existing, `, ${ruleId}`);
  const indentation = /^[\t ]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return insertion(lineStart, `${indentation}// eslint-disable-next-line ${ruleId}${lineBreak(text)}`);
}

/** The comment that turns a rule off for a whole file: at its top, below a shebang, or at that of the script. */
export function disableForFile(ruleId: string, offset: number, text: string, outline: Outline): TextChange {
  const part = outline.parts?.find(({ start, end }) => start <= offset && offset < end);
  if (part) {
    const isLine = /^[\t ]*[\r\n]/.test(text.slice(part.start));
    const comment = `/* eslint-disable ${ruleId} */`;
    return insertion(part.start, isLine ? lineBreak(text) + comment : `${comment} `);
  }
  const shebang = /^#!.*(?:\r?\n|$)/.exec(text)?.[0] ?? '';
  return insertion(shebang.length, `/* eslint-disable ${ruleId} */${lineBreak(text)}`);
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

/** The end of the list of rules in an `eslint-disable-next-line` comment on the line above, if there is one. */
function directiveAbove(text: string, lineStart: number): number | undefined {
  const end = text.slice(0, lineStart).replace(/\r?\n$/, '').length;
  const start = startOfLine(text, end);
  const match = DIRECTIVE.exec(text.slice(start, end));
  return match ? start + match[0].length : undefined;
}
