import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { npmPrograms } from './npm-programs.ts';
import { exists, findProgram, installDebianPackages } from '../../support/installed.ts';

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
  const folder = await npmPrograms(
    `code-server-${VERSION}`,
    [`code-server@${VERSION}`],
    installWhatItIsBuiltWith,
  );
  const root = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const product = JSON.parse(await readFile(join(root, 'product.json'), 'utf8')) as { version: string };
  return { server: join(root, 'out', 'server-main.js'), chromium, version: product.version };
}

/** Some of its parts are compiled while it is installed. */
async function installWhatItIsBuiltWith(): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = [
    ...((await exists('/usr/include/gssapi/gssapi.h')) ? [] : ['libkrb5-dev']),
    ...((await findProgram('g++')) !== undefined && (await findProgram('make')) !== undefined
      ? []
      : ['build-essential']),
    ...((await findProgram('python3')) === undefined ? ['python3'] : []),
  ];
  if (missing.length > 0) await installDebianPackages(...missing);
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
