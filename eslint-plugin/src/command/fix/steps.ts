import type { RuleWishes } from '../lint/project-linter.ts';

export type StepId = 'safe' | 'native' | 'lookups';

/** A round of fixes, which is verified by itself. */
export interface Step {
  readonly id: StepId;
  /** What it does, for people. */
  readonly title: string;
  readonly wishes: RuleWishes;
}

/** In the order in which they are made: what is surest comes first. */
export const STEPS: readonly Step[] = [
  {
    id: 'safe',
    title: 'safe fixes',
    wishes: { both: { fix: 'safe' }, lookups: { fix: 'suggest' } },
  },
  {
    id: 'native',
    title: 'native twins',
    wishes: { both: { fix: 'safe', prefer: 'native' }, lookups: { fix: 'suggest' } },
  },
  {
    id: 'lookups',
    title: 'lookups',
    wishes: { both: { fix: 'safe' } },
  },
];
