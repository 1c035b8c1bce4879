import type { ReportDetails } from 'eslint-plugin-to-thread/details';
import type { DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOf } from './project/document-path.ts';
import type { Outline } from './lint/outline.ts';

/**
 * The places along the way that a report names, so that they can be clicked: the functions of this file that are on
 * it, and the blocking call at its end, in whichever file that is.
 */
export function relatedInformation(
  { way }: ReportDetails,
  document: TextDocument,
  { declarations }: Outline,
): DiagnosticRelatedInformation[] {
  if (!way) return [];
  const { names, line, file } = way;
  const blocking = names.at(-1) ?? '';
  const steps = names.slice(0, -1).flatMap((name, index) => {
    const place = declarations.get(name.replace(/^new /, ''));
    if (!place) return [];
    const range = { start: document.positionAt(place[0]), end: document.positionAt(place[1]) };
    return [
      { location: { uri: document.uri, range }, message: `\`${name}\` calls \`${names[index + 1] ?? ''}\`` },
    ];
  });
  const uri = file === undefined ? document.uri : uriOf(file);
  const range = lineRange(line - 1, file === undefined ? document : undefined);
  return [...steps, { location: { uri, range }, message: `\`${blocking}\` blocks here` }];
}

/** What is written in a line, or its start where its text is not at hand. */
function lineRange(
  line: number,
  document: TextDocument | undefined,
): DiagnosticRelatedInformation['location']['range'] {
  const whole = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  const text = document?.getText(whole) ?? '';
  const indentation = text.length - text.trimStart().length;
  return { start: { line, character: indentation }, end: { line, character: text.trimEnd().length } };
}
