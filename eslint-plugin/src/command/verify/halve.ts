/** A set of changes that can be taken apart. */
export interface Divisible<T> {
  readonly join: (one: T, other: T) => T;
  /** Two parts that make the whole; nothing for what is one change. */
  readonly split: (whole: T) => readonly [T, T] | undefined;
}

/**
 * Keeps as much of some changes as works, by halves: of a hundred with one at fault, seven or so are tried. What is given
 * back has been tried as it is, on top of what was there before.
 *
 * @param accepted what works already
 * @param works tries a set of changes
 * @param atFault looks again at a single change that does not seem to work, alone on top of those that do
 */
export async function keepWorking<T>(
  accepted: T,
  candidates: T,
  { join, split }: Divisible<T>,
  works: (changes: T) => Promise<boolean>,
  atFault: (change: T, whole: T) => Promise<boolean>,
): Promise<T> {
  const whole = join(accepted, candidates);
  if (await works(whole)) return whole;
  const parts = split(candidates);
  if (!parts) return (await atFault(candidates, whole)) ? accepted : whole;
  const rest = { join, split };
  const first = await keepWorking(accepted, parts[0], rest, works, atFault);
  return keepWorking(first, parts[1], rest, works, atFault);
}
