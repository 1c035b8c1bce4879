/** The part of Node's `process` that is asked for in passing. */
export const process = {
  platform: 'browser',
  env: {},
  argv: [],
  execArgv: [],
  versions: {},
  cwd: (): string => '/',
  /** Modules of Node have nothing in them here. */
  getBuiltinModule: (): object => ({}),
  once(): void {
    // Nothing ends here.
  },
  emitWarning(): void {
    // Nobody reads it here.
  },
};
