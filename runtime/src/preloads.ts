import { getBuiltinModule } from './node.ts';

/** Options that name a module to load before the program. The name comes behind `=`, or as the next argument. */
const PRELOAD = /^(?:-r|--require|--import|--(?:experimental-)?loader)(?:=(.*))?$/s;

/** A word of `NODE_OPTIONS`, in which double quotes hold blanks together. */
const WORD = /(?:"(?:\\.|[^"\\])*"|[^\s"])+/g;

/**
 * Where the process may have been at its start: where it was when to-thread was loaded, and where its shell was, as it
 * may have gone elsewhere before. Node leaves `PWD` as it is.
 */
const startFolders = [currentFolder(), process.env['PWD']].filter((folder) => folder !== undefined);

/**
 * The options of Node with which a worker finds what `--require ./set-up.js` names: Node looks from where the process
 * is when the worker starts, and programs go elsewhere by `process.chdir`.
 *
 * @returns undefined if the worker finds everything with the options as they are
 */
export function optionsFromStart(execArgv: readonly string[]): string[] | undefined {
  const now = currentFolder();
  if (startFolders.every((folder) => folder === now)) return undefined;
  const options = execArgv.map((argument, index) => {
    const attached = PRELOAD.exec(argument);
    const option = attached ? argument : (execArgv[index - 1] ?? '');
    const name = attached ? attached[1] : PRELOAD.test(option) && !option.includes('=') ? argument : '';
    const found = name ? fromStart(name, /^-r|^--require/.test(option)) : undefined;
    return name && found ? argument.slice(0, -name.length) + found : argument;
  });
  return options.some((option, index) => option !== execArgv[index]) ? options : undefined;
}

/** The same for the variable `NODE_OPTIONS`, which new processes read, and threads that are given options. */
export function nodeOptionsFromStart(nodeOptions = ''): string | undefined {
  const written: readonly string[] = nodeOptions.match(WORD) ?? [];
  const words = written.map(unquoted);
  const options = optionsFromStart(words);
  return options
    ?.map((option, index) =>
      option === words[index] ? written[index] : `"${option.replace(/["\\]/g, '\\$&')}"`,
    )
    .join(' ');
}

/** What a word of `NODE_OPTIONS` means. */
function unquoted(word: string): string {
  return word.replace(/"|\\(.)/g, '$1');
}

/** What `--import` names, in the order in which Node would import it, for where a worker has to do that by itself. */
export function importedFirst(execArgv: readonly string[], nodeOptions = ''): string[] {
  const fromEnvironment = (nodeOptions.match(WORD) ?? []).map(unquoted);
  return [fromEnvironment, execArgv]
    .flatMap((options) =>
      options.flatMap((option, index) => {
        const [, attached] = /^--import=(.*)$/s.exec(option) ?? [];
        return attached ?? (options[index - 1] === '--import' ? option : []);
      }),
    )
    .map((name) => fromStart(name, false) ?? name);
}

/**
 * Starts a worker with options that are given to it one by one, without those that only a process can have; or with
 * those of the process, if it takes none.
 */
export function startWith<Worker>(
  options: readonly string[] | undefined,
  start: (execArgv?: readonly string[]) => Worker,
): Worker {
  if (!options) return start();
  try {
    return start(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_WORKER_INVALID_EXEC_ARGV') throw error;
    // `Initiated Worker with invalid execArgv flags: --max-old-space-size=300, …`. The thread has them anyway.
    const refused = message.slice(message.indexOf(': ') + 2).split(', ');
    const accepted = options.filter((option) => !refused.includes(option));
    return startWith(accepted.length < options.length ? accepted : undefined, start);
  }
}

function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** A name as it was meant at the start; undefined if it is the same everywhere, or cannot be told. */
function fromStart(name: string, isRequired: boolean): string | undefined {
  if (!isRequired && !/^\.{1,2}[\\/]/.test(name)) return undefined;
  for (const folder of startFolders) {
    const found = isRequired ? requiredFrom(folder, name) : importedFrom(folder, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function requiredFrom(folder: string, name: string): string | undefined {
  const program = getBuiltinModule('path').resolve(folder, 'program.js');
  try {
    return getBuiltinModule('module').createRequire(program).resolve(name);
  } catch {
    return undefined;
  }
}

function importedFrom(folder: string, name: string): string | undefined {
  const file = getBuiltinModule('path').resolve(folder, name);
  return getBuiltinModule('fs').existsSync(file)
    ? getBuiltinModule('url').pathToFileURL(file).href
    : undefined;
}
