/** Without a disk there are no recordings of programs. */
export const recordedOf = (): undefined => undefined;
