/** Finds offsets by lines and columns as ESLint counts them: from one, and with all line ends of JavaScript. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const ends = Array.from(
      text.matchAll(/\r\n|[\n\r\u2028\u2029]/g),
      ({ index, 0: end }) => index + end.length,
    );
    this.#starts = [0, ...ends];
  }

  offset(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }
}
