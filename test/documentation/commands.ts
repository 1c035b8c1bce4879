import type { House, Package } from './house.ts';

/** The commands that a page tells its reader to run: the words of each. */
export function commandsIn(page: string): string[][] {
  const blocks = [...page.matchAll(/^( *)```sh\n(.*?)^\1```$/gms)].flatMap(([, , text = '']) =>
    text.replaceAll('\\\n', ' ').split('\n'),
  );
  const inline = codeIn(page).filter((code) => /^(?:npm|npx|node) /.test(code));
  return [...blocks, ...inline]
    .flatMap((line) => line.replace(/(?:^|\s)#.*$/, '').split('&&'))
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

/** The code within the text of a page, with what the layout has broken put together. */
export function codeIn(page: string): string[] {
  const text = page.replaceAll(/^( *)```.*?^\1```$/gms, '');
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '));
}

/**
 * Why a command cannot be run as it is written, on any Node that npm runs on; undefined for one that can.
 *
 * @param words of the command
 * @param here the package whose page it is on
 */
export function problemOf(words: readonly string[], here: Package, house: House): string | undefined {
  const [program, ...args] = words;
  switch (program) {
    case 'npm':
      return problemOfNpm(args, here, house);
    case 'npx':
      return problemOfNpx(args, house);
    case 'node':
      return 'it runs on whatever Node the machine has: make it an npm script';
    default:
      return `nothing is known of ${String(program)}`;
  }
}

function problemOfNpm(
  [command, ...args]: readonly string[],
  here: Package,
  house: House,
): string | undefined {
  switch (command) {
    case 'ci':
      return undefined;
    case 'test':
      return problemOfScript('test', [house.workspace]);
    case 'install': {
      const names = args.filter((arg) => !arg.startsWith('-'));
      const known = [
        ...house.packages.map(({ name }) => name),
        ...[house.workspace, here].flatMap(({ dependencies }) => dependencies),
      ];
      const unknown = names.filter((name) => !known.includes(name));
      return unknown.length > 0 ? `there is no package ${unknown.join(' ')}` : undefined;
    }
    case 'run': {
      const [script = '', ...rest] = args;
      const [named] = optionsOf(rest, '-w');
      const workspace = named === undefined ? house.workspace : packageCalled(named, house);
      if (workspace === undefined) return `there is no workspace ${String(named)}`;
      // A page of a package may speak of the scripts of that package alone.
      const problem = problemOfScript(script, named === undefined ? [workspace, here] : [workspace]);
      if (problem !== undefined || script !== 'unit') return problem;
      return problemOfTests(rest.slice(rest.indexOf('--') + 1), house);
    }
    default:
      return `nothing is known of npm ${String(command)}`;
  }
}

function problemOfNpx([program = '', ...args]: readonly string[], house: House): string | undefined {
  // What it fetches first is a package of the registry, whose name nobody here can tell from a wrong one.
  if (program === '-p') return problemOfNpx(args.slice(1), house);
  if (!house.programs.includes(program)) return `there is no program ${program} in node_modules`;
  return program === 'vitest' ? problemOfTests(args, house) : undefined;
}

/** The script has to be in one of the packages. */
function problemOfScript(script: string, packages: readonly Package[]): string | undefined {
  if (packages.some(({ scripts }) => script in scripts)) return undefined;
  return `there is no script ${script} in ${[...new Set(packages.map(({ name }) => name))].join(' or ')}`;
}

/** The arguments of vitest have to name a project, and parts of the paths of tests in it. */
function problemOfTests(args: readonly string[], { files, packages }: House): string | undefined {
  const [project] = optionsOf(args, '--project');
  if (project !== undefined && !packages.some(({ folder }) => folder === `${project}/`)) {
    return `there is no project ${project}`;
  }
  const tests = files.filter((file) => file.endsWith('.test.ts') && file.startsWith(project ?? ''));
  const filters = args.filter((arg, index) => arg !== 'run' && !arg.startsWith('-') && !isValue(args, index));
  const missing = filters.filter((filter) => !tests.some((file) => file.includes(filter)));
  return missing.length > 0 ? `there are no tests in ${missing.join(' ')}` : undefined;
}

function packageCalled(called: string, { packages }: House): Package | undefined {
  return packages.find(({ name, folder }) => called === name || `${called}/` === folder);
}

/** The values that an option is given. */
function optionsOf(args: readonly string[], option: string): string[] {
  return args.flatMap((arg, index) => (arg === option ? args.slice(index + 1, index + 2) : []));
}

function isValue(args: readonly string[], index: number): boolean {
  return ['--project', '-t', '-w'].includes(args[index - 1] ?? '');
}

/** The words of a command as a shell splits them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain = '']) => single ?? double ?? plain,
  );
}
