import type { ReportDetails } from 'eslint-plugin-to-thread/details';
import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { namedPart } from './lint/check.ts';
import type { Problem } from './lint/check.ts';
import type { Report } from './lint/linting.ts';
import { ruleName } from './lint/setup.ts';
import type { LintSetup } from './lint/setup.ts';

/** What is known of a blocking call, for who points at it: the message beside it says what to do. */

/** What the thread does in the meantime, by the kind of the call. */
const WAITING: Readonly<Record<NonNullable<ReportDetails['kind']>, string>> = {
  io: 'waits for the file system or the network',
  process: 'waits until another program has ended',
  cpu: 'computes until it has its result',
  wait: 'sleeps until something wakes it',
  load: 'reads and runs the code of a module',
};

export function hoverAt(
  offset: number,
  { setup, result }: Report,
  document: TextDocument,
): Hover | undefined {
  if (!setup || result?.kind !== 'checked') return undefined;
  for (const problem of result.problems) {
    const [start, end] = namedPart(problem);
    if (offset < start || offset > end) continue;
    const value = explanation(problem, setup);
    if (value === undefined) continue;
    return {
      contents: { kind: MarkupKind.Markdown, value },
      range: { start: document.positionAt(start), end: document.positionAt(end) },
    };
  }
  return undefined;
}

/** Explains a blocking call in Markdown; nothing for what only is no valid call of the runtime. */
export function explanation({ details, ruleId }: Problem, { rules }: LintSetup): string | undefined {
  const why = whyItBlocks(details);
  if (why === undefined) return undefined;
  const url = rules.get(ruleId)?.url;
  const paragraphs = [why, twinOf(details), url === undefined ? undefined : `[${ruleName(ruleId)}](${url})`];
  return paragraphs.filter((paragraph) => paragraph !== undefined).join('\n\n');
}

function whyItBlocks({ kind, name = 'This call', way, place }: ReportDetails): string | undefined {
  const held = place ?? 'the async code around it';
  const all = `Until then ${held} stands still, and so does all other code of the process: every request, every timer.`;
  if (way) {
    const steps = way.names.map((step) => `\`${step}\``).join(' → ');
    const where = way.file === undefined ? `line ${way.line}` : `line ${way.line} of ${way.file}`;
    return `\`${name}\` blocks the event loop further down: ${steps} (${where}). ${all}`;
  }
  return kind && `\`${name}\` blocks the event loop: the thread ${WAITING[kind]}. ${all}`;
}

function twinOf({ twin }: ReportDetails): string | undefined {
  return twin && `Its asynchronous twin is \`${twin.export}\` of \`${twin.module}\`.`;
}
