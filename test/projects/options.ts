import { parseArgs } from 'node:util';

const usage = `Usage: npm run prove -- --project <folder> --source <folder or glob>… [options]

  --project   a checkout of the project, with its packages installed and without changes of its own
  --source    what to fix, from the project's folder; give it several times
  --ignore    a glob that is left out; several times
  --commonjs  a glob of .js files that are CommonJS; several times
  --rule      options of the rules about blocking calls as JSON
  --lookups   those of the rule for lookups that are different, as JSON: {"fix":"safe"} fixes them too
  --install   installs the runtime; {runtime} stands for the tarball
  --build     builds what the tests need
  --types     prints type errors as tsc does
  --test      runs the tests and writes the JSON report of vitest, jest or mocha to {report}; without it, only lints
  --rounds    how often the tests run before and after (2)
  --limit     minutes that a command may take (30)
  --out       folder for logs, reports and the difference
  --keep      leaves the project fixed`;

/** What to prove the rule on, and how. */
export interface Options {
  readonly project: string;
  readonly sources: readonly string[];
  readonly ignore: readonly string[];
  readonly commonjs: readonly string[];
  readonly rule: Readonly<Record<string, unknown>>;
  readonly lookups: Readonly<Record<string, unknown>>;
  readonly install: string;
  readonly build: string | undefined;
  readonly types: string | undefined;
  readonly test: string | undefined;
  readonly rounds: number;
  readonly limit: number;
  readonly out: string;
  readonly keep: boolean;
}

/** Reads the command line; throws an error that carries the usage when something is missing. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      project: { type: 'string' },
      source: { type: 'string', multiple: true },
      ignore: { type: 'string', multiple: true, default: [] },
      commonjs: { type: 'string', multiple: true, default: [] },
      rule: { type: 'string', default: '{}' },
      lookups: { type: 'string', default: '{}' },
      install: { type: 'string', default: 'npm install --no-save --ignore-scripts {runtime}' },
      build: { type: 'string' },
      types: { type: 'string' },
      test: { type: 'string' },
      rounds: { type: 'string', default: '2' },
      limit: { type: 'string', default: '30' },
      out: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const { project, source, out, build, types, test } = values;
  if (project === undefined || source === undefined || out === undefined) {
    throw new Error(`--project, --source and --out are needed.\n${usage}`);
  }
  return {
    ...{ project, sources: source, out, build, types, test },
    ...{ ignore: values.ignore, commonjs: values.commonjs, install: values.install, keep: values.keep },
    rule: JSON.parse(values.rule) as Record<string, unknown>,
    lookups: JSON.parse(values.lookups) as Record<string, unknown>,
    rounds: Number(values.rounds),
    limit: Number(values.limit),
  };
}
