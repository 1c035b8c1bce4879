/**
 * The environments in which we start programs. npm runs this code in a script, and tells it much in variables: which
 * npm and Node run the script, of which package, where. Another npm takes that for its own settings, and install scripts
 * take it for what runs them: a program that we start must not see it.
 */
import { delimiter, dirname } from 'node:path';
import process from 'node:process';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** What npm says of the script it runs, and of itself. All `npm_` variables are, but for the settings. */
const ABOUT_THE_SCRIPT = /^(?:npm_(?!config_).*|INIT_CWD|NODE|COLOR)$/i;

/** The same among the settings: things that npm finds out anew each time, if nobody tells it. */
const ABOUT_NPM = /^npm_config_(?:user_agent|npm_version|node_gyp|local_prefix|global_prefix)$/i;

/** Settings that were typed for one command (`npm test --silent`), and are not meant for those behind it. */
const FOR_ONE_COMMAND =
  /^npm_config_(?:loglevel|json|dry_run|if_present|include_workspace_root|workspaces?)$/i;

/** The last folder that npm puts before the path it was started with, under each of its scripts. */
const NPM_FOLDER = /[\\/]node-gyp-bin[\\/]?$/;

/**
 * The environment of the shell that npm was started from. Settings stay, with those that npm repeats from its
 * configuration files: registry, cache, proxy and certificates are the user's own.
 */
export function shellEnvironment(environment: Environment = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment)
      .filter(([name, value]) => !isOfNpm(name, value))
      .map(([name, value = '']) => [name, isPath(name) ? shellPath(value) : value]),
  );
}

/** The same with another Node first in the path: programs find theirs there, whatever the machine has. */
export function withNode(node: string, environment: Environment): NodeJS.ProcessEnv {
  const name = Object.keys(environment).find(isPath) ?? 'PATH';
  return { ...environment, [name]: [dirname(node), environment[name] ?? ''].join(delimiter) };
}

function isOfNpm(name: string, value: string | undefined): boolean {
  return (
    [ABOUT_THE_SCRIPT, ABOUT_NPM, FOR_ONE_COMMAND].some((pattern) => pattern.test(name)) ||
    // How npm writes a setting that is off. It reads nothing from that itself, other package managers might.
    (value === '' && /^npm_config_/i.test(name))
  );
}

/** A script runs in one of npm, which may run in one of npm itself: each has put its folders before the path. */
function shellPath(path: string): string {
  const folders = path.split(delimiter);
  return folders.slice(folders.findLastIndex((folder) => NPM_FOLDER.test(folder)) + 1).join(delimiter);
}

/** Windows calls it `Path`. */
function isPath(name: string): boolean {
  return /^path$/i.test(name);
}
