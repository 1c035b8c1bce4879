import type { Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason, Words } from '../../fix/reasons.ts';
import type { Touch } from '../memory/location.ts';

/** What is done to a location, as the reasons say it. */
export const DEEDS = {
  look: 'read',
  change: 'changed',
  count: 'changed',
  fill: 'filled',
  ensure: 'made',
  clear: 'removed',
} as const;

/** How the reader knows a location: as it is written, or in words. */
export function nameOf({ at }: Touch): string | Words {
  return at.isWords ? { words: at.text } : shortened(at.text);
}

/** Code on one line, cut where it is too long for a message. */
export function shortened(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

const LONGEST = 80;

export function placeIn({ node }: Touch, call: Node): string {
  return node === call ? 'here' : `on line ${lineOf(node)}`;
}

/** The line that a reader finds a thing on. */
export function lineOf({ loc }: Node): string {
  return String(loc.start.line);
}

/** The reason why a call and a later one belong together, of which both work on what no file shows. */
export function betweenCalls(first: NamedCall, last: NamedCall): Reason {
  return reason('interleaving of two', {
    first: shortened(first.name),
    before: `called on line ${lineOf(first.node)}`,
    last: shortened(last.name),
    after: `called on line ${lineOf(last.node)}`,
    who: 'another run of the function',
  });
}

interface NamedCall {
  readonly node: Node;
  readonly name: string;
}
