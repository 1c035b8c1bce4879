/** Stack traces of errors that blocking functions throw, without the frames of the recorder. */
import { types } from 'node:util';

/** What a stack shows of the recorder. */
export interface OwnFrames {
  /** The file that they are in. */
  readonly own: string;
  /** What the program calls the function that was called. */
  readonly name: string;
  /** The frames that the program wants to see. */
  readonly limit: unknown;
}

/** Takes the frames of `own` out of the stack of an error, in which they have taken nobody's place. */
export function hideFrames(error: unknown, frames: OwnFrames): void {
  // `Error.isError` came with Node 24.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (!types.isNativeError(error)) return;
  const { prepareStackTrace } = Error as { prepareStackTrace?: unknown };
  if (typeof prepareStackTrace === 'function' && prepareStackTrace.name !== OF_NODE) {
    prepareWithout(error, prepareStackTrace as Prepare, frames);
  }
  // Node has looked at some stacks itself before.
  const stack = stackOf(error);
  if (typeof stack !== 'string') return;
  const shown = withoutFrames(stack, frames);
  if (shown !== stack) error.stack = shown;
}

/** What later releases of Node have there at first, which knows nothing of source maps. */
const OF_NODE = 'ErrorPrepareStackTrace';

type Prepare = (error: Error, sites: readonly NodeJS.CallSite[]) => unknown;

/** What the program itself makes stacks of gets the frames without those of the recorder. */
function prepareWithout(error: Error, prepare: Prepare, { own, limit }: OwnFrames): void {
  const filtered: Prepare = (subject, sites) => {
    const others = sites.filter((site) => site.getFileName() !== own);
    return prepare.call(Error, subject, subject === error ? others.slice(0, countOf(limit)) : others);
  };
  Reflect.set(Error, 'prepareStackTrace', filtered);
  // V8 keeps what this gives.
  stackOf(error);
  Reflect.set(Error, 'prepareStackTrace', prepare);
}

function stackOf(error: Error): unknown {
  try {
    return error.stack;
  } catch {
    // The program has thrown, and will do so again when it looks at the stack.
    return undefined;
  }
}

function withoutFrames(stack: string, { own, name, limit }: OwnFrames): string {
  let room = countOf(limit);
  const lines = stack.split('\n');
  const outermost = lines.findLastIndex((line) => line.includes(own));
  return lines
    .map((line, index) => (index === outermost - 1 ? asCalled(line, name) : line))
    .filter((line) => !line.includes(own) && (!/^ {4}at /.test(line) || room-- > 0))
    .join('\n');
}

/** V8 says by what name a method was called if it has another one, and looks for it where the stand-in is now. */
function asCalled(line: string, name: string): string {
  return line.replace(/^( {4}at Object\.)(\w+)(?= \(node:)/, (text, start: string, own: string) =>
    own === name ? text : `${start}${own} [as ${name}]`,
  );
}

function countOf(limit: unknown): number {
  return typeof limit === 'number' ? limit : Infinity;
}
