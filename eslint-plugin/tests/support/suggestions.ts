import type { RewriteId } from '../../src/fix/rewrite.ts';
import { lint } from './eslint.ts';
import type { LintSettings } from './eslint.ts';

/** A suggestion, applied. */
export interface Applied {
  /** What the editor shows. */
  readonly says: string;
  /** The whole text after it. */
  readonly text: string;
}

/** What the suggestions of one kind make of a text, one for each report that has one, each by itself. */
export async function suggestions(
  text: string,
  id: RewriteId,
  settings: LintSettings = {},
): Promise<Applied[]> {
  const { messages } = await lint(text, settings);
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${fatal.message} in: ${text}`);
  // Ranges do not count a byte order mark.
  const [bom, body] = text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text];
  return messages.flatMap(({ suggestions: offered = [] }) =>
    offered
      .filter(({ messageId }) => messageId === id)
      .map(({ desc, fix: { range, text: replacement } }) => ({
        says: desc,
        text: bom + body.slice(0, range[0]) + replacement + body.slice(range[1]),
      })),
  );
}
