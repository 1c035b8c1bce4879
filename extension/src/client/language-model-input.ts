/** What a tool is called with. Models write it, so that anything can stand there. */
export interface PathInput {
  readonly path?: string;
  /** Counted from one. */
  readonly line?: number;
}

/** @throws when a model has written something else */
export function parsePathInput(input: unknown): PathInput {
  const { path, line } = (typeof input === 'object' && input !== null ? input : {}) as {
    readonly path?: unknown;
    readonly line?: unknown;
  };
  if (path !== undefined && typeof path !== 'string') throw new Error('`path` has to be a text.');
  if (line !== undefined && typeof line !== 'number') throw new Error('`line` has to be a number.');
  return { ...(path !== undefined && path !== '' && { path }), ...(line !== undefined && { line }) };
}

/** Whether an editor has tools for language models: forks of VS Code may have none. */
export function isSupported(lm: { readonly registerTool?: unknown } | undefined): boolean {
  return typeof lm?.registerTool === 'function';
}
