import process from 'node:process';
import { shellEnvironment, withNode } from '../../support/environment.ts';

/**
 * The environment of an editor, and with it of its extension hosts and its terminals: it must not take itself for a
 * part of an npm script or of the editor that these tests were started in.
 */
export function editorEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const environment = withNode(process.execPath, shellEnvironment());
  const own = Object.entries(environment).filter(([name]) => !isForeign(name));
  return { ...Object.fromEntries(own), ...extra };
}

/**
 * Whether it says something about our surroundings. Settings of npm do too: variables come before the `.npmrc` of the
 * workspace, whose registry is a part of the tests.
 */
function isForeign(name: string): boolean {
  return /^(?:VSCODE_.*|ELECTRON_.*|NODE_OPTIONS|npm_config_(?!cache$).*)$/i.test(name);
}
