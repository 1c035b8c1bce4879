import process from 'node:process';
import { clearLine, cursorTo } from 'node:readline';
import picocolors from 'picocolors';

/** Colours for what goes to the standard output, if that shows them. */
export type Colours = ReturnType<typeof picocolors.createColors>;

export function coloursFor(stream: { readonly isTTY?: boolean }): Colours {
  return picocolors.createColors(
    picocolors.isColorSupported && (stream.isTTY === true || Boolean(process.env['FORCE_COLOR'])),
  );
}

export const PLAIN: Colours = picocolors.createColors(false);

/** Says in one line what is being done. */
export interface Progress {
  show(text: string): void;
  /** Takes the line away. */
  end(): void;
}

/** A line on the terminal that is written over. Where the standard error is none, as in CI, it is silent. */
export function terminalProgress(): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const clear = () => {
    cursorTo(stderr, 0);
    clearLine(stderr, 0);
  };
  return {
    show(text) {
      clear();
      stderr.write(picocolors.dim(text.slice(0, stderr.columns - 1)));
    },
    end: clear,
  };
}
