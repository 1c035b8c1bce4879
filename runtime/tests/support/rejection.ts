/** What a promise rejects with; fails if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  const value: unknown = await promise.then(
    (result) => {
      throw new Error(`expected a rejection, got ${String(result)}`);
    },
    (reason: unknown) => reason,
  );
  return value as Error & Record<string, unknown>;
}

/** What a function throws; fails if it does not. */
export function thrown(call: () => unknown): Error & Record<string, unknown> {
  try {
    call();
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('expected the call to throw');
}
