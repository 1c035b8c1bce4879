import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache-folder.ts';
import { findProgram, installDebianPackages, runVisibly } from './programs.ts';

const VERSION = '4.139.1';

/** A VS Code server and a browser to show it in. */
export interface Installation {
  /** Absolute path of the server's program. */
  readonly server: string;
  /** Absolute path of Chromium. */
  readonly chromium: string;
  /** The version of VS Code. */
  readonly version: string;
}

/** Finds what is there from an earlier run, and installs what is not: about two minutes on a fresh machine. */
export async function installCodeServer(): Promise<Installation> {
  const chromium = await installedChromium();
  const folder = await cacheFolder(`code-server-${VERSION}`);
  const root = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const server = join(root, 'out', 'server-main.js');
  // Written last, so that an installation that was interrupted is done again.
  const complete = join(folder, 'complete');
  if (!(await exists(complete)) || !(await exists(server))) {
    console.log(`Installing code-server ${VERSION} in ${folder} …`);
    if (process.platform === 'linux' && !(await exists('/usr/include/gssapi/gssapi.h'))) {
      await installDebianPackages('libkrb5-dev');
    }
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await npmInstall(`code-server@${VERSION}`, folder);
    await writeFile(complete, '');
  }
  const product = JSON.parse(await readFile(join(root, 'product.json'), 'utf8')) as { version: string };
  return { server, chromium, version: product.version };
}

async function installedChromium(): Promise<string> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = await findProgram(...names);
  if (found !== undefined) return found;
  await installDebianPackages('chromium');
  const installed = await findProgram(...names);
  if (installed === undefined)
    throw new Error('Chromium was installed, but there is no `chromium` in the PATH.');
  return installed;
}

/** Installs with the Node that runs this script: code-server's own installation checks which one it is. */
async function npmInstall(name: string, folder: string): Promise<void> {
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(
    process.platform === 'win32' ? ';' : ':',
  );
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: path };
  for (const variable of Object.keys(env)) {
    // What npm says about the script that we are would be taken for settings of the nested npm.
    if (/^npm_(?:package|lifecycle|command|config_local_prefix|config_workspace)/i.test(variable)) {
      Reflect.deleteProperty(env, variable);
    }
  }
  await runVisibly('npm', ['install', name, '--no-audit', '--no-fund', '--no-progress'], {
    cwd: folder,
    env,
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
