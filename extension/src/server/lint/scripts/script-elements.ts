import { Parser } from 'htmlparser2';

/** A `<script>` with what is written in it, as offsets into the whole text. */
export interface ScriptElement {
  readonly start: number;
  readonly end: number;
  /** By their names in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The elements that it stands in, from the outermost. */
  readonly inside: readonly string[];
}

/**
 * Finds the scripts of markup: HTML, and what is near enough to it that scripts are where an HTML parser sees them.
 *
 * @param from where the markup begins
 */
export function scriptElements(text: string, from = 0): readonly ScriptElement[] {
  const found: ScriptElement[] = [];
  const open: string[] = [];
  let script: Omit<ScriptElement, 'end'> | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'script') script = { start: from + parser.endIndex + 1, attributes, inside: [...open] };
        open.push(name);
      },
      onclosetag(name) {
        open.pop();
        if (name !== 'script' || !script) return;
        const end = from + parser.startIndex;
        // `<script src="…" />` ends where it begins.
        if (end > script.start) found.push({ ...script, end });
        script = undefined;
      },
    },
    { recognizeSelfClosing: true, lowerCaseAttributeNames: true },
  );
  parser.end(text.slice(from));
  return found;
}
