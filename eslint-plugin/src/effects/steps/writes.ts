import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast.ts';
import type { Facts } from './facts.ts';
import { ANY, isGiven, overlaps } from '../memory/location.ts';
import type { Place, Touch } from '../memory/location.ts';
import { writtenValue } from './written-value.ts';
import type { WrittenValue } from './written-value.ts';

/** What a write does to a place, judged by the value and the key that are written. */

/** How a place is given a value. */
export interface Write {
  readonly node: Node;
  readonly place: Place;
  readonly value: Node;
  /** The key, where that is a value too: `name` in `cache.set(name, text)`; what an object was asked for by. */
  readonly keys?: readonly Node[];
  /** Whether it is put behind what is there, so that the order shows. */
  readonly isListed?: boolean;
}

/** A touch that also tells what is written. */
export interface WriteTouch extends Touch {
  readonly isResource: boolean;
}

/** The touch that gives a place a value. */
export function writeTouch(
  { node, place, value, keys = [], isListed = false }: Write,
  facts: Facts,
): WriteTouch {
  const written = writtenValue(value, facts);
  const known = keys.flatMap((key) => [...writtenValue(key, facts).inputs]);
  const touch = { at: place, deep: false, node, isResource: written.isResource };
  if (isListed) return { ...touch, does: 'change', inOrder: true };
  if (written.kind === 'constant') return { ...touch, does: 'change', inOrder: false };
  const isRepeatable = isSameEachTime(written, known) && !readsItself(written, place);
  if (written.kind === 'data' && isRepeatable && written.isRead) return { ...touch, does: 'fill' };
  // Which object the last run was given is its own affair, as long as the object is.
  const inOrder = !isRepeatable && !isGiven(place);
  return { ...touch, does: 'change', inOrder };
}

/** Whether another run, with the same key, would write the same: the key is made of all that the value is made of. */
function isSameEachTime({ inputs }: WrittenValue, known: readonly string[]): boolean {
  return [...inputs].every((input) => known.some((whole) => `${input}.`.startsWith(`${whole}.`)));
}

function readsItself({ sources }: WrittenValue, place: Place): boolean {
  const touch = (at: Place): Touch => ({ at, does: 'look', deep: true, node: NOWHERE });
  return sources.some((source) => overlaps(touch(source), touch(place)));
}

const NOWHERE = {} as Node;

/** The key with which an assignment names an element: `name` in `owners[name] = user`. */
export function assignedKey(target: TSESTree.MemberExpression, place: Place): readonly Node[] {
  return target.computed && place.steps.at(-1) === ANY ? [target.property] : [];
}
