import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepWorking } from '../../../src/command/verify/halve.ts';
import type { Divisible } from '../../../src/command/verify/halve.ts';

type Numbers = readonly number[];

const numbers: Divisible<Numbers> = {
  join: (one, other) => [...one, ...other],
  split: (whole) => {
    if (whole.length < 2) return undefined;
    const middle = Math.ceil(whole.length / 2);
    return [whole.slice(0, middle), whole.slice(middle)];
  },
};

/** Halves a hundred changes, of which some do not work, and counts how often it tries. */
async function halve(works: (changes: Numbers) => boolean, count = 100) {
  const faults: number[] = [];
  let tries = 0;
  const kept = await keepWorking<Numbers>(
    [],
    Array.from({ length: count }, (_, index) => index),
    numbers,
    (changes) => {
      tries += 1;
      return Promise.resolve(works(changes));
    },
    (change) => {
      faults.push(...change);
      return Promise.resolve(true);
    },
  );
  return { kept, faults, tries };
}

it('changes that all work are tried once', async () => {
  const { kept, faults, tries } = await halve(() => true);
  expect(kept).toHaveLength(100);
  expect([faults, tries]).toEqual([[], 1]);
});

it('those at fault are found, and no others, in few tries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 5 }), async (bad) => {
      const { kept, faults, tries } = await halve(
        (changes) => !changes.some((change) => bad.includes(change)),
      );
      expect(faults).toEqual(bad.toSorted((one, other) => one - other));
      expect(kept).toHaveLength(100 - bad.length);
      // Twice the depth of the halves for each.
      expect(tries).toBeLessThanOrEqual(1 + bad.length * 2 * Math.ceil(Math.log2(100)));
    }),
  );
});

it('of two that only fail together, one stays', async () => {
  const { kept, faults } = await halve((changes) => !(changes.includes(3) && changes.includes(70)));
  expect(faults).toEqual([70]);
  expect(kept).toContain(3);
});

it('what is kept has been tried as it is', async () => {
  const tried = new Set<string>();
  const { kept } = await halve((changes) => {
    const works = !changes.includes(7) && !(changes.includes(8) && changes.includes(9));
    if (works) tried.add(changes.join());
    return works;
  }, 12);
  expect(tried).toContain(kept.join());
});

it('a change that is found to work after all is kept', async () => {
  const kept = await keepWorking<Numbers>(
    [],
    [1, 2],
    numbers,
    (changes) => Promise.resolve(!changes.includes(2)),
    () => Promise.resolve(false),
  );
  expect(kept).toEqual([1, 2]);
});
