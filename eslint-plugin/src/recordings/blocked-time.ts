/** How long a reported call held up the event loop in a run that was recorded. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../ast.ts';
import { recordedOf } from './recordings.ts';
import type { CallFromPlace, RecordedOfFile } from './recordings.ts';

/** What a run has shown of a call. Durations are milliseconds. */
export interface BlockedTime {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  /** When it was recorded, in milliseconds since 1970. */
  readonly time: number;
  /** The file is another one since, so that the figures may be those of a neighbour. */
  readonly isOutdated: boolean;
}

/** The parts of a rule's context that are used here. */
interface Linted {
  readonly cwd: string;
  readonly physicalFilename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: SourceCode;
}

/** Knows what a recording says of the calls of one file. */
export class BlockedTimes {
  readonly #file: RecordedOfFile;

  constructor(file: RecordedOfFile) {
    this.#file = file;
  }

  /**
   * @param node a call, or what else is reported
   * @param name of the function if it is known to be the one that blocks, so that no other counts
   */
  of(node: TSESTree.Node, name?: string): BlockedTime | undefined {
    const { start, end } = calledPart(node);
    const here = this.#file.calls.filter(
      ({ call, place, isOwn }) =>
        isWithin(place, start, end) && (name === undefined || !isOwn || call.function === name),
    );
    const calls = here.length === 0 && this.#file.isOutdated ? this.#nearest(start.line, name) : here;
    const count = sum(calls.map(({ call }) => call.count));
    if (count === 0) return undefined;
    return {
      ...{ count, total: sum(calls.map(({ call }) => call.total)) },
      longest: Math.max(...calls.map(({ call }) => call.longest)),
      ...{ time: this.#file.time, isOutdated: this.#file.isOutdated },
    };
  }

  /** Lines move when a file is changed: what was nearest is the likeliest to be the same call. */
  #nearest(line: number, name: string | undefined): readonly CallFromPlace[] {
    const own = this.#file.calls.filter(({ call, isOwn }) => isOwn && call.function === name);
    const distance = ({ place }: CallFromPlace): number => Math.abs(place.line - line);
    const least = Math.min(...own.map(distance));
    const [first] = own.filter((one) => distance(one) === least);
    return own.filter(({ place }) => place.line === first?.place.line && place.column === first.place.column);
  }
}

/** What is recorded of a file, if `settings['to-thread'].trace` names recordings that are of use. */
export function blockedTimes({
  cwd,
  physicalFilename,
  settings,
  sourceCode,
}: Linted): BlockedTimes | undefined {
  const paths = tracePaths(settings);
  if (paths.length === 0) return undefined;
  const recorded = recordedOf(paths, cwd, physicalFilename, wholeText(sourceCode));
  return recorded && new BlockedTimes(recorded);
}

/** @throws Error if it is neither a path nor a list of paths */
function tracePaths(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const own = settings['to-thread'];
  const trace: unknown = typeof own === 'object' && own !== null && 'trace' in own ? own.trace : [];
  const paths: readonly unknown[] = Array.isArray(trace) ? trace : [trace];
  if (paths.every((path) => typeof path === 'string' && path !== '')) return paths as readonly string[];
  throw new Error(
    `eslint-plugin-to-thread: the setting "to-thread".trace has to be the path of a recording or of a folder with recordings, such as ".to-thread", or a list of them; it is ${JSON.stringify(trace)}.`,
  );
}

/** `212 ms at worst, 41 times` */
export function timesOf({ longest, count }: BlockedTime): string {
  const times = count === 1 ? 'once' : `${new Intl.NumberFormat('en').format(Math.round(count))} times`;
  return `${duration(longest)} at worst, ${times}`;
}

/** ` It held the event loop 212 ms at worst, 41 times (recorded 3 days ago).` */
export function wordsOfTime(blocked: BlockedTime, now = Date.now()): string {
  const { time, isOutdated } = blocked;
  const when = isOutdated ? `${ago(now - time)}, before the file was changed` : ago(now - time);
  return ` It held the event loop ${timesOf(blocked)} (recorded ${when}).`;
}

function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${String(Math.round(milliseconds / 1000))} s`;
  if (milliseconds >= 1000) return `${String(Math.round(milliseconds / 100) / 10)} s`;
  if (milliseconds >= 10) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds >= 1) return `${String(Math.round(milliseconds * 10) / 10)} ms`;
  return `${String(Math.max(1, Math.round(milliseconds * 1000)))} µs`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(milliseconds: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(milliseconds / length);
    if (count > 0) return `${String(count)} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}

function wholeText({ text, hasBOM }: SourceCode): string {
  return hasBOM ? `\uFEFF${text}` : text;
}

/** A stack names the place at which a function is called: somewhere in the part before the arguments. */
function calledPart(node: TSESTree.Node): TSESTree.SourceLocation {
  const called = 'callee' in node ? node.callee : node.type === 'TaggedTemplateExpression' ? node.tag : node;
  return { start: node.loc.start, end: called.loc.end };
}

function isWithin(
  { line, column }: { readonly line: number; readonly column: number },
  start: TSESTree.Position,
  end: TSESTree.Position,
): boolean {
  const isBefore = line < start.line || (line === start.line && column - 1 < start.column);
  const isBehind = line > end.line || (line === end.line && column - 1 >= end.column);
  return !isBefore && !isBehind;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
