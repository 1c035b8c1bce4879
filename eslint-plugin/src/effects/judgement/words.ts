import type { Node } from '../../ast.ts';
import type { Touch } from '../memory/location.ts';

/** What is done to a location, as the reasons say it. */
export const DEEDS = {
  look: 'read',
  change: 'changed',
  count: 'counted',
  fill: 'filled',
  ensure: 'made',
  clear: 'removed',
} as const;

/** How the reader knows a location: as it is written, within backticks. */
export function nameOf({ at }: Touch): string {
  return at.text.replaceAll('`', '').replaceAll(/\s+/g, ' ').slice(0, 80);
}

export function placeIn({ node }: Touch, call: Node): string {
  return node === call ? 'here' : `on line ${lineOf(node)}`;
}

/** The line that a reader finds a thing on. */
export function lineOf({ loc }: Node): string {
  return String(loc.start.line);
}
