import { fixText, keyOf } from '../lint/fix-text.ts';
import type { FixedText, Mend } from '../lint/fix-text.ts';
import type { RuleWishes } from '../lint/project-linter.ts';
import type { Origin } from '../lint/text-edits.ts';
import type { ProjectFile } from '../project.ts';
import type { Divisible } from '../verify/halve.ts';
import type { StepId } from './steps.ts';

/** A mend by where it was in the file as it was committed, and the step that has made it. */
export interface StepMend extends Mend {
  readonly step: StepId;
}

/** A file with what earlier steps have made of it. */
export interface FileState {
  readonly file: ProjectFile;
  readonly text: string;
  /** Where a place of the text was in the file as it was committed. */
  readonly origin: Origin;
  /** All that has been mended in it. */
  readonly mends: readonly StepMend[];
}

/** Mends of one step, by file. No file is there without any. */
export type Changes = ReadonlyMap<FileState, readonly Mend[]>;

export const NO_CHANGES: Changes = new Map<FileState, readonly Mend[]>();

/** By file first: most that goes wrong is in one. */
export const changes: Divisible<Changes> = {
  join: (one, other) => {
    const joined = new Map(one);
    for (const [file, mends] of other) joined.set(file, [...(joined.get(file) ?? []), ...mends]);
    return joined;
  },
  split: (whole) => {
    const entries = [...whole];
    if (entries.length > 1) {
      const [first, second] = halves(entries);
      return [new Map(first), new Map(second)];
    }
    const [[file, mends] = []] = entries;
    if (!file || !mends || mends.length < 2) return undefined;
    const [first, second] = halves(mends);
    return [new Map([[file, first]]), new Map([[file, second]])];
  },
};

function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** The files after a step. */
export function advance(
  states: readonly FileState[],
  fixes: StepFixes,
  done: Changes,
  step: StepId,
): FileState[] {
  return states.map((state) => {
    const made = done.get(state);
    if (!made) return state;
    const { text, origin, mends } = fixes.with(state, made);
    const places = mends.map((mend): StepMend => ({ ...mend, start: state.origin(mend.start), step }));
    return {
      file: state.file,
      text,
      origin: (offset) => state.origin(origin(offset)),
      mends: [...state.mends, ...places],
    };
  });
}

/** Makes the fixes of one step, in any choice of them. */
export class StepFixes {
  readonly #wishes: RuleWishes;
  readonly #isLeftOut: (state: FileState, mend: Mend) => boolean;
  readonly #known = new Map<FileState, Map<string, FixedText>>();

  /** @param isLeftOut tells fixes that are not to be made, by where they would be in the file as it is */
  constructor(wishes: RuleWishes, isLeftOut: (state: FileState, mend: Mend) => boolean = () => false) {
    this.#wishes = wishes;
    this.#isLeftOut = isLeftOut;
  }

  /**
   * All that the step can do in some files.
   *
   * @param look is told of each file before it is looked at, and may put an end to it
   */
  async all(states: readonly FileState[], look: (index: number) => Promise<void>): Promise<Changes> {
    const found = new Map<FileState, readonly Mend[]>();
    for (const [index, state] of states.entries()) {
      await look(index);
      const { mends } = this.#fix(state);
      if (mends.length > 0) found.set(state, mends);
    }
    return found;
  }

  /** A file with some of its mends. */
  with(state: FileState, mends: readonly Mend[] = []): FixedText {
    if (mends.length === 0) return { text: state.text, mends: [], origin: (offset) => offset };
    const wanted = new Set(mends.map(keyOf));
    const name = [...wanted].sort().join('\n');
    let known = this.#known.get(state);
    if (!known) this.#known.set(state, (known = new Map<string, FixedText>()));
    let fixed = known.get(name);
    if (!fixed) known.set(name, (fixed = this.#fix(state, (mend) => wanted.has(keyOf(mend)))));
    return fixed;
  }

  #fix(state: FileState, isWanted: (mend: Mend) => boolean = () => true): FixedText {
    return fixText(
      state.text,
      (now) => state.file.lint(now, this.#wishes),
      (mend) => isWanted(mend) && !this.#isLeftOut(state, mend),
    );
  }
}
