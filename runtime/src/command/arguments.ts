/** Reads the command line. */
import { parseArgs } from 'node:util';
import { type Format, formatOf, UsageError } from './usage.ts';

export type Task =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'trace';
      readonly command: readonly [program: string, ...args: string[]];
      readonly folder: string;
      readonly watch: boolean;
    }
  | ({ readonly kind: 'report'; readonly folder: string } & Output)
  | ({ readonly kind: 'compare'; readonly before: string; readonly after: string } & Output);

export interface Output {
  readonly format: Format;
  readonly output: string | undefined;
  readonly runs: 'newest' | 'all';
}

/** Where recordings are, if nobody says otherwise. */
const FOLDER = '.to-thread';

/** @throws UsageError */
export function taskOf(args: readonly string[]): Task {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return { kind: 'help' };
  if (name === '--version' || name === '-v') return { kind: 'version' };
  if (name === 'trace') return traceOf(rest);
  if (name === 'report') return reportOf(rest);
  throw new UsageError(`there is no command ${name}`);
}

const output = {
  format: { type: 'string' },
  output: { type: 'string' },
  all: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function traceOf(args: readonly string[]): Task {
  // What comes after `--` is the command's own.
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...own],
      options: {
        ...output,
        folder: { type: 'string' },
        watch: { type: 'boolean' },
        compare: { type: 'boolean' },
      },
      allowPositionals: true,
    }),
  );
  if (values.help) return { kind: 'help' };
  if (values.compare) {
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0 || end !== -1) {
      throw new UsageError('--compare takes two recordings: to-thread trace --compare before after');
    }
    return { kind: 'compare', before, after, ...outputOf(values, 'table') };
  }
  const [program, ...rest] = end === -1 ? [] : args.slice(end + 1);
  if (program === undefined) throw new UsageError('say what to run: to-thread trace -- node app.js');
  if (positionals.length > 0)
    throw new UsageError(`the command comes after --, and so does ${positionals.join(' ')}`);
  const { folder = FOLDER, watch = false, format } = values;
  if (format !== undefined || values.output !== undefined) {
    throw new UsageError('--format and --output are for `to-thread report`, and for --compare');
  }
  return { kind: 'trace', command: [program, ...rest], folder, watch };
}

function reportOf(args: readonly string[]): Task {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: output, allowPositionals: true }),
  );
  if (values.help) return { kind: 'help' };
  const [folder = FOLDER, ...others] = positionals;
  if (others.length > 0) throw new UsageError('report takes one folder or recording');
  return { kind: 'report', folder, ...outputOf(values, 'html') };
}

function outputOf(
  values: { readonly format?: string; readonly output?: string; readonly all?: boolean },
  otherwise: Format,
): Output {
  return {
    format: formatOf(values.format, otherwise),
    output: values.output,
    runs: values.all ? 'all' : 'newest',
  };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
