/** The errors that `tsc` printed, without their places: lines move when a file is fixed. One entry an error. */
export function typeErrors(output: string): string[] {
  return [...output.matchAll(/^(.+?)(?:\(\d+,\d+\)|:\d+:\d+)(?: -|:) (error TS\d+: .*)$/gm)].map(
    ([, file, error]) => `${file ?? ''}: ${error ?? ''}`,
  );
}

/** The errors that are there more often after than before. */
export function newTypeErrors(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((error) => {
    const index = left.indexOf(error);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}
