import type { Linter } from 'eslint';
import type { RewriteId } from '../../src/fix/rewrite.ts';
import { applied, lint } from './eslint.ts';
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
  return (await reported(text, settings)).flatMap(({ suggestions: offered = [] }) =>
    offered
      .filter(({ messageId }) => messageId === id)
      .map((suggestion) => ({ says: suggestion.desc, text: applied(text, suggestion) })),
  );
}

/** What each suggestion of the first report makes of a text, by its kind. */
export async function firstSuggestions(
  text: string,
  settings: LintSettings = {},
): Promise<Record<string, string>> {
  const [first] = await reported(text, settings);
  if (!first) throw new Error(`Nothing is reported in: ${text}`);
  return Object.fromEntries(
    (first.suggestions ?? []).map((suggestion) => [suggestion.messageId ?? '', applied(text, suggestion)]),
  );
}

async function reported(text: string, settings: LintSettings): Promise<Linter.LintMessage[]> {
  const { messages } = await lint(text, settings);
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${fatal.message} in: ${text}`);
  return messages;
}
