import type { Node } from '../../ast.ts';
import type { Words } from '../../fix/reasons.ts';
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
