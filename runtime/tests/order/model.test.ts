/** The order against its rule, which is: a call waits for every earlier one that is not over and conflicts with it. */
import { assert, array, constantFrom, nat, property, record, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { FOOTPRINTS } from '../../src/order/footprints.ts';
import { CHANGE_BELOW, CHANGE_CHILD, CHANGES, READ_BELOW, waitsFor } from '../../src/order/modes.ts';
import { Order } from '../../src/order/order.ts';
import { accessesOf, type Access, type Place } from '../../src/order/places.ts';

const PATHS = ['/a', '/a/b', '/a/b/c', '/a/b/c/d', '/a/x', '/a/bc', '/q', '/q/r', '/', 3, 4];

/** Functions by the number of paths they take. */
const ONE = [
  ...['readFileSync', 'writeFileSync', 'statSync', 'existsSync', 'readdirSync', 'mkdirSync', 'rmSync'],
  ...['utimesSync', 'unlinkSync', 'openSync', 'readSync', 'writeSync'],
];
const TWO = ['renameSync', 'copyFileSync', 'cpSync', 'symlinkSync'];

interface Step {
  readonly name: string;
  readonly paths: readonly [string | number, string | number];
  readonly options: object;
  /** Which of the calls that are not over is ended before this one is made, if there are as many. */
  readonly ended: number;
}

const path = constantFrom(...PATHS);
const step: Arbitrary<Step> = record({
  name: constantFrom(...ONE, ...TWO),
  paths: array(path, { minLength: 2, maxLength: 2 }) as unknown as Arbitrary<Step['paths']>,
  options: constantFrom({}, { recursive: true }),
  ended: nat(12),
});

interface Call {
  readonly turn: NonNullable<ReturnType<Order['enter']>>;
  readonly accesses: readonly Access[];
  hasBegun: boolean;
}

test('a call waits for those that it has to wait for, and for no other', () => {
  let waits = 0;
  assert(
    property(array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const order = new Order();
      const calls: Call[] = [];
      for (const { name, paths, options, ended } of steps) {
        // Calls that still wait may end, too: they are aborted.
        for (const { turn } of calls.splice(ended, 1)) turn.leave();
        check(calls);
        const args = TWO.includes(name) ? [...paths, options] : [paths[0], options];
        const footprint = FOOTPRINTS[name] ?? [];
        const turn = order.enter(footprint, args);
        if (!turn) continue;
        const accesses = accessesOf(footprint, args, () => undefined);
        const call: Call = { turn, accesses, hasBegun: turn.hasCome };
        turn.whenCome(() => {
          expect(call.hasBegun).toBe(false);
          call.hasBegun = true;
        });
        calls.push(call);
        check(calls);
        waits += Number(!call.hasBegun);
      }
      for (const { turn } of calls.splice(0)) turn.leave();
      expect(order.size).toBe(0);
    }),
    { numRuns: 2000 },
  );
  expect(waits).toBeGreaterThan(1000);
});

function check(calls: readonly Call[]): void {
  calls.forEach((call, index) => {
    const isFree = calls.slice(0, index).every((earlier) => !hasToWait(call, earlier));
    expect(call.hasBegun, JSON.stringify([call.accesses, calls.map(({ accesses }) => accesses)])).toBe(
      isFree,
    );
  });
}

function hasToWait({ accesses }: Call, earlier: Call): boolean {
  return accesses.some(([place, modes]) =>
    earlier.accesses.some(([earlierPlace, earlierModes]) => {
      if (place === earlierPlace) return (waitsFor(modes) & earlierModes) !== 0;
      return (
        (waitsFor(seenFrom(earlierPlace, place, modes)) & earlierModes) !== 0 ||
        (waitsFor(modes) & seenFrom(place, earlierPlace, earlierModes)) !== 0
      );
    }),
  );
}

/** What a call that touches `place` does in the folder, if it is in there. */
function seenFrom(folder: Place, place: Place, modes: number): number {
  if (typeof folder === 'number' || typeof place === 'number' || !place.startsWith(`${folder}/`)) return 0;
  if ((modes & CHANGES) === 0) return READ_BELOW;
  return place.lastIndexOf('/') === folder.length ? CHANGE_CHILD : CHANGE_BELOW;
}
