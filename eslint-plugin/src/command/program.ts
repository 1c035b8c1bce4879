import { resolve } from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import plugin from '../index.ts';
import { runAbort, runFix, runResume } from './run-fix.ts';
import { runScan } from './run-scan.ts';
import { FORMATS } from './scan/formats/format.ts';
import type { Format } from './scan/formats/format.ts';
import { RUNTIME } from './fix/runtime.ts';
import type { StepId } from './fix/steps.ts';
import { UserError } from './user-error.ts';

/** What commander makes of the options that both commands have. */
interface SharedFlags {
  readonly changed?: string;
  readonly exclude: readonly string[];
  readonly tests: boolean;
  readonly config: boolean;
  readonly runs?: 'serial' | 'concurrent';
  readonly trace?: string;
  readonly worst?: number;
}

interface ScanFlags extends SharedFlags {
  readonly format: Format;
  readonly output?: string;
  readonly maxProblems: number;
}

interface FixFlags extends SharedFlags {
  readonly verify?: string;
  readonly types?: string;
  readonly timeout: number;
  readonly native: boolean;
  readonly lookups: boolean;
  readonly install?: string;
  readonly report?: string;
  readonly resume: boolean;
  readonly abort: boolean;
}

/** The command line: what there is to say, and who does it. */
export function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('eslint-plugin-to-thread')
    .description('Finds blocking calls in async code, and moves them off the event loop.')
    .version(plugin.meta.version)
    .showHelpAfterError('Add --help to see what there is to say.')
    // Of the exit codes, only that for bad input would be another.
    .exitOverride();

  shared(program.command('scan').description('says what blocks, the worst first'))
    .addOption(new Option('--format <format>', 'how to say it').choices(FORMATS).default('pretty'))
    .option('--output <file>', 'write it to a file')
    .option('--max-problems <number>', 'how many errors are no failure', whole, 0)
    .action(async (paths: string[], flags: ScanFlags) => {
      setExitCode(await runScan(process.cwd(), { ...flags, paths }));
    });

  shared(
    program.command('fix').description('mends what can be mended without changing what the program does'),
  )
    .option('--verify <command>', 'keep only fixes with which this works as before: "npm test"')
    .option('--types <command>', 'and with which this finds no new type errors: "npx tsc --noEmit"')
    .option('--timeout <minutes>', 'how long a command may take', positive, 10)
    .option('--native', 'then, use the asynchronous twins of functions', false)
    .option('--lookups', 'then, mend lookups such as existsSync', false)
    .addOption(
      new Option(`--install [package]`, `install the runtime where it is missing, without asking`).preset(
        RUNTIME,
      ),
    )
    .option('--report <file>', 'write what was done to a file: .md for a pull request, .json for tools')
    .addOption(
      new Option('--resume', 'go on with a run that was stopped')
        .default(false)
        .conflicts(['verify', 'abort']),
    )
    .addOption(new Option('--abort', 'put all files back after a run that was stopped').default(false))
    .action(async (paths: string[], flags: FixFlags) => {
      setExitCode(await fixWith(paths, flags));
    });

  return program;
}

function fixWith(paths: readonly string[], flags: FixFlags): Promise<number> {
  const cwd = process.cwd();
  if (flags.resume) return runResume(cwd);
  if (flags.abort) return runAbort(cwd);
  const { exclude, tests, config, changed, runs, verify, types, timeout, install, report, trace } = flags;
  if (types !== undefined && verify === undefined)
    throw new UserError('--types goes with --verify: without tests, nothing is tried.');
  const steps: StepId[] = [
    'safe',
    ...(flags.native ? (['native'] as const) : []),
    ...(flags.lookups ? (['lookups'] as const) : []),
  ];
  const options = {
    ...{ paths, exclude, tests, config, changed, runs, trace, steps, verify, types, timeout, install },
    report: report === undefined ? undefined : resolve(cwd, report),
  };
  return runFix(cwd, options, flags.worst);
}

function shared(command: Command): Command {
  return command
    .argument('[paths...]', 'files, folders and globs; the current folder without any')
    .addOption(new Option('--changed [ref]', 'only files changed since a commit or branch').preset('HEAD'))
    .option('--exclude <glob>', 'leave files out; several times', collect, [])
    .option('--tests', 'look at tests, too', false)
    .option('--trace <path>', 'a recording of to-thread, or a folder of them, instead of .to-thread')
    .option('--worst <number>', 'only the worst, as a recording has them', atLeastOne)
    .option('--no-config', 'leave an ESLint configuration that is there unread')
    .addOption(
      new Option('--runs <how>', 'whether functions may run several times at once').choices([
        'serial',
        'concurrent',
      ]),
    );
}

function collect(value: string, others: readonly string[]): string[] {
  return [...others, value];
}

function whole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(value);
}

function atLeastOne(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('It has to be a whole number above 0.');
  return Number(value);
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('It has to be a number above 0.');
  return number;
}

/** Options whose value may be left out take one only behind a `=`: what follows them is a path. */
export function withPresets(args: readonly string[]): string[] {
  const presets: Readonly<Record<string, string>> = { '--changed': 'HEAD', '--install': RUNTIME };
  const end = args.indexOf('--');
  return args.map((arg, index) =>
    arg in presets && (end === -1 || index < end) ? `${arg}=${String(presets[arg])}` : arg,
  );
}
