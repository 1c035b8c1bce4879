/** A fenced block of code: ```` ```js incorrect file=a.cjs options={"cheap":true} ````. */
export interface CodeBlock {
  readonly language: string;
  /** The words after the language that have no value. */
  readonly tags: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, string>;
  /** With a line break at its end. */
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in their order. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^```(\w+)([^\n]*)\n(.*?\n)```$/gms)].map((match) => {
    const [, language = '', info = '', text = ''] = match;
    const words = [...info.matchAll(/(?<word>[\w-]+)(?:=(?:"(?<quoted>[^"]*)"|(?<plain>\S+)))?/g)].map(
      ({ groups }) => ({ word: groups?.['word'] ?? '', value: groups?.['quoted'] ?? groups?.['plain'] }),
    );
    const attributes = new Map(
      words.flatMap(({ word, value }) => (value === undefined ? [] : [[word, value] as const])),
    );
    return {
      language,
      tags: new Set(words.flatMap(({ word, value }) => (value === undefined ? [word] : []))),
      attributes,
      // What is about large files is not shown in full.
      text: text.repeat(Number(attributes.get('repeat') ?? 1)),
      line: page.slice(0, match.index).split('\n').length,
    };
  });
}

/** The last block before another that shows incorrect code. */
export function incorrectBefore(block: CodeBlock, blocks: readonly CodeBlock[]): CodeBlock {
  const before = blocks.slice(0, blocks.indexOf(block)).findLast(({ tags }) => tags.has('incorrect'));
  if (!before) throw new Error(`No incorrect code before line ${block.line}.`);
  return before;
}

/** The headings of one level, as they are written. */
export function headings(page: string, level: number): string[] {
  const pattern = new RegExp(`^#{${level}} (.+)$`, 'gm');
  return [...page.matchAll(pattern)].map(([, heading = '']) => heading);
}

/** The cells of each row of the table whose first heading cell is given, without the backticks of code. */
export function tableRows(page: string, firstCell: string): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstCell} `));
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return (end === -1 ? rest : rest.slice(0, end)).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}
