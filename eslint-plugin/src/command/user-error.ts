/** Something that only the person who runs the command can see to. Its message says what, and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What a message of another program says, for use within one of ours. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
