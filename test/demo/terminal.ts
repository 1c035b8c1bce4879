import process from 'node:process';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Styles text where the terminal shows colours: `styleText` itself looks at the stream, NO_COLOR and FORCE_COLOR. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

export function print(text = ''): void {
  process.stdout.write(`${text}\n`);
}

export function heading(text: string): void {
  print(`\n${paint('bold', text)}\n`);
}

/** A horizontal bar, `width` cells when the share is 1; something that is there never shows as nothing. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  const parts = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
  return '█'.repeat(Math.floor(eighths / 8)) + (parts[eighths % 8] ?? '');
}

/** One line that says how far the work is: rewritten in place on a terminal, a line at each new step elsewhere. */
export class Progress {
  #step = '';

  /** `share` is from 0 to 1; `step` says what is being done right now. */
  show(share: number, step: string): void {
    const percent = `${Math.round(share * 100)} %`.padStart(5);
    if (process.stdout.isTTY) {
      const filled = Math.round(share * 24);
      const track = paint('cyan', '━'.repeat(filled)) + paint('dim', '━'.repeat(24 - filled));
      process.stdout.write(`\r\u001B[K${track} ${percent}  ${step}`);
    } else if (step !== this.#step) {
      print(`${percent}  ${step}`);
    }
    this.#step = step;
  }

  /** Takes the line away again, so that what is printed next starts clean. */
  end(): void {
    if (process.stdout.isTTY && this.#step !== '') process.stdout.write('\r\u001B[K');
    this.#step = '';
  }
}
