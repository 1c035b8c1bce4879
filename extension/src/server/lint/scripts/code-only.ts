import type { Linter, Rule } from 'eslint';
import type { TextPart } from './script-programs.ts';

/**
 * Takes the place of all that is not code. Parsers pass over it like a space, and whoever looks at the text around a
 * statement sees that something stands there: a statement behind `<script>` is not indented by it.
 */
const FILLER = '\u200B';

/** The text of a file with its code only: what stands elsewhere is filled up, so that every offset and line stays. */
export class CodeOnly {
  readonly text: string;
  readonly #original: string;
  /** What is not code, as offsets. */
  readonly #gaps: readonly TextPart[];

  constructor(original: string, parts: readonly TextPart[]) {
    const ends = [0, ...parts.map(({ end }) => end)];
    const starts = [...parts.map(({ start }) => start), original.length];
    this.#original = original;
    this.#gaps = ends.map((end, index) => ({ start: end, end: starts[index] ?? original.length }));
    this.text = this.#gaps
      .map(
        ({ start, end }, index) => filled(original.slice(start, end)) + original.slice(end, ends[index + 1]),
      )
      .join('');
  }

  /** A message about the code as one about the whole file. */
  restored(message: Linter.LintMessage): Linter.LintMessage {
    const { fix, suggestions, ...rest } = message;
    const fixed = fix && this.#fix(fix);
    const offered = suggestions?.flatMap((suggestion) => {
      const restored = this.#fix(suggestion.fix);
      return restored ? [{ ...suggestion, fix: restored }] : [];
    });
    return { ...rest, ...(fixed && { fix: fixed }), ...(offered && { suggestions: offered }) };
  }

  /** A fix that goes over several scripts brings along what stands between them; none may change anything there. */
  #fix({ range, text }: Rule.Fix): Rule.Fix | undefined {
    const [from, to] = range;
    let restored = '';
    let rest = text;
    for (const { start, end } of this.#gaps) {
      if (end <= from || start >= to) continue;
      const gap = this.text.slice(start, end);
      const at = start >= from && end <= to ? rest.indexOf(gap) : -1;
      if (at === -1) return undefined;
      restored += rest.slice(0, at) + this.#original.slice(start, end);
      rest = rest.slice(at + gap.length);
    }
    return { range, text: restored + rest };
  }

  /** What is not code as ranges that a new line must not break up. */
  get gaps(): readonly TextPart[] {
    return this.#gaps;
  }
}

function filled(text: string): string {
  return text.replace(/\S/g, FILLER);
}
