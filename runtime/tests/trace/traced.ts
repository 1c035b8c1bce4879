/** Real programs under the recorder, in folders of their own. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallRecord, Recording } from '../../src/trace/recording.ts';
import { toRecording } from '../../src/report/validate.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Outcome } from '../support/program.ts';

export const preload = fileURLToPath(import.meta.resolve('to-thread/trace'));
export const command = fileURLToPath(new URL('../../dist/command.js', import.meta.url));

export interface Traced extends Outcome {
  readonly folder: string;
  readonly recordings: readonly Recording[];
}

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

export interface TraceOptions {
  /** Options of Node. */
  readonly node?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** More files beside the program. */
  readonly files?: Readonly<Record<string, string>>;
  /** How the recorder is loaded: by `--import`, if nothing else is said. */
  readonly load?: '--import' | '--require';
  /** To compare with: the program as it is. */
  readonly isPlain?: boolean;
  /** Called with the number of the process, and its folder. */
  readonly meanwhile?: (id: number, folder: string) => void;
}

/** Runs a program under the recorder. */
export async function traced(name: string, text: string, options: TraceOptions = {}): Promise<Traced> {
  const folder = folderWith({ ...options.files, [name]: text });
  const load = options.isPlain ? [] : [options.load ?? '--import', preload];
  const outcome = await run(
    [...load, ...(options.node ?? []), name, ...(options.args ?? [])],
    folder,
    options,
  );
  return { ...outcome, folder, recordings: recordingsIn(folder) };
}

/** Runs Node in a folder. */
export function run(
  args: readonly string[],
  cwd: string,
  { env, meanwhile }: Pick<TraceOptions, 'env' | 'meanwhile'> = {},
): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd, env: { ...process.env, NODE_OPTIONS: '', ...env }, timeout: 60_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        done({ stdout, stderr, exit: error === null ? 0 : (error.code ?? error.signal ?? 'unknown') });
      },
    );
    if (child.pid !== undefined) meanwhile?.(child.pid, cwd);
  });
}

/** What was recorded, the first process first. */
export function recordingsIn(folder: string): Recording[] {
  const recordings = join(folder, '.to-thread');
  let names: string[];
  try {
    names = readdirSync(recordings).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names
    .map((name) => toRecording(JSON.parse(readFileSync(join(recordings, name), 'utf8'))))
    .toSorted((a, b) => a.start - b.start);
}

/** The only recording there is. */
export function only({ recordings, stderr }: Traced): Recording {
  const [recording, ...others] = recordings;
  if (!recording || others.length > 0)
    throw new Error(`there are ${recordings.length} recordings: ${stderr}`);
  return recording;
}

/** `fs.readFileSync app.js:3`, for each place that calls. */
export function places({ calls }: Recording): string[] {
  return calls.map(placeOf).sort();
}

function placeOf({ function: name, stack: [at] }: CallRecord): string {
  return at ? `${name} ${at.file}:${at.line}` : name;
}
