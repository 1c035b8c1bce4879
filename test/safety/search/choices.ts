/** Takes one of so many possibilities. */
export type Choose = (count: number) => number;

/** Chooses at random; the same seed chooses the same. */
export function atRandom(seed: number): Choose {
  let state = seed | 0;
  return (count) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % count;
  };
}

/** Goes through all that can be chosen, one run after the other. */
export class EveryChoice {
  #path: { taken: number; readonly count: number }[] = [];
  #position = 0;

  readonly choose: Choose = (count) => {
    const known = this.#path[this.#position++];
    if (known) return known.taken;
    this.#path.push({ taken: 0, count });
    return 0;
  };

  /** Turns to the next run; false when there is none. */
  next(): boolean {
    this.#position = 0;
    for (let last = this.#path.pop(); last; last = this.#path.pop()) {
      if (last.taken + 1 < last.count) {
        this.#path.push({ taken: last.taken + 1, count: last.count });
        return true;
      }
    }
    return false;
  }
}
