/** Programs that we start see the shell of the user and not the npm script around us: with a real npm around. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './app.ts';
import { shellEnvironment, withNode } from './environment.ts';
import { npm, npmCommand } from './npm.ts';

/** Writes down its environment, and which Node it is, in the folder where npm was started. */
const PRINT = `
const { writeFileSync } = require('node:fs');
const { env, version } = process;
writeFileSync(env.INIT_CWD + '/seen.json', JSON.stringify({ env, version }));
`;

const npmPrograms = pathToFileURL(join(import.meta.dirname, '../editor/hosts/npm-programs.ts')).href;

/** A package with scripts, and one whose install script prints. */
const FILES: Readonly<Record<string, string>> = {
  'outer/package.json': JSON.stringify({
    name: 'outer',
    version: '1.2.3',
    config: { colour: 'red' },
    scripts: {
      print: 'node print.cjs',
      again: 'npm run print',
      install: 'node install.mjs',
    },
  }),
  'outer/print.cjs': PRINT,
  'outer/install.mjs': `
    import { npmPrograms } from ${JSON.stringify(npmPrograms)};
    await npmPrograms('printer', [process.env.PRINTER]);
  `,
  'printer/package.json': JSON.stringify({
    name: 'printer',
    version: '1.0.0',
    scripts: { postinstall: 'node print.cjs' },
  }),
  'printer/print.cjs': PRINT,
  'global.npmrc': '',
  'user.npmrc': '',
};

/**
 * What is left of npm: it repeats settings, some of which it has worked out itself, and all npms of a machine work them
 * out alike. The others are the shell's that runs the script.
 */
const REPEATED = ['npm_config_prefix', 'npm_config_init_module', 'EDITOR', '_', 'PWD', 'OLDPWD', 'SHLVL'];

describe('an environment', () => {
  let folder: string;
  let shell: Record<string, string>;

  beforeAll(async () => {
    folder = await temporaryFolder('environment');
    for (const [name, content] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await npm(['pack', '--pack-destination', folder], join(folder, 'printer'));
    const ownFolders = (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((path) => !path.includes('node_modules'));
    shell = {
      ...ofTheSystem(),
      PATH: [dirname(process.execPath), ...ownFolders].join(delimiter),
      HOME: folder,
      USERPROFILE: folder,
      PRINTER: join(folder, 'printer-1.0.0.tgz'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      LOCALAPPDATA: join(folder, 'cache'),
      npm_config_cache: join(folder, 'npm-cache'),
      npm_config_globalconfig: join(folder, 'global.npmrc'),
      npm_config_userconfig: join(folder, 'user.npmrc'),
      // Nobody listens on the port that is reserved for discarding.
      npm_config_registry: 'http://127.0.0.1:9/',
    };
  });

  afterAll(() => removeFolder(folder));

  /** Runs a script of the outer package with a real npm, in a shell of its own. */
  async function runScript(
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const [command, ...rest] = npmCommand(['run', ...args]);
    await promisify(execFile)(command, rest, { cwd: join(folder, 'outer'), env: { ...shell, ...more } });
  }

  test.each(['print', 'again'])('of a shell is found again in the npm script "%s"', async (script) => {
    await runScript([script, '--silent']);
    const seen = await readSeen(join(folder, 'outer'));
    expect(seen.env).toMatchObject({ npm_lifecycle_event: 'print', npm_package_config_colour: 'red' });
    expect(seen.env['PATH']).not.toBe(shell['PATH']);

    const found = shellEnvironment(seen.env);
    expect(found).toMatchObject(shell);
    const added = Object.keys(found).filter((name) => !(name in shell));
    expect(added.filter((name) => !REPEATED.includes(name))).toEqual([]);
  });

  test('for an installation names the Node and the npm that install, and keeps the registry', async () => {
    // As an npm on another Node has it.
    await runScript(['install', '--silent'], { npm_config_user_agent: 'npm/10.0.0 node/v18.0.0 linux x64' });
    const { env, version } = await readSeen(join(folder, 'cache', 'to-thread-editor', 'printer'));
    expect(version).toBe(process.version);
    expect(env).toMatchObject({
      npm_config_user_agent: expect.stringContaining(` node/${process.version} `) as unknown,
      npm_node_execpath: process.execPath,
      NODE: process.execPath,
      npm_package_name: 'printer',
      npm_lifecycle_event: 'postinstall',
      npm_config_registry: shell['npm_config_registry'],
    });
    expect(env).not.toHaveProperty('npm_package_config_colour');
    expect(env['npm_config_loglevel']).not.toBe('silent');
  });

  test('can have another Node first in its path, by whatever name the system has for that', () => {
    const node = join(folder, 'bin', 'node');
    const path = [join(folder, 'bin'), 'rest'].join(delimiter);
    expect(withNode(node, { Path: 'rest', HOME: folder })).toEqual({ Path: path, HOME: folder });
    expect(withNode(node, { PATH: 'rest' })).toEqual({ PATH: path });
  });
});

async function readSeen(folder: string): Promise<{ env: Record<string, string>; version: string }> {
  return JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8')) as never;
}

/** What programs on Windows need to run at all. */
function ofTheSystem(): Record<string, string> {
  const names = ['SystemRoot', 'ComSpec', 'PATHEXT', 'TEMP'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
