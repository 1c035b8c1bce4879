import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { closingLines, keep, NOTHING, sum } from '../support/tally.ts';
import type { Tally } from '../support/tally.ts';
import { bundleSuites, packExtension } from './build.ts';
import { candidates, chooseHost, isLeftOut, NoEditorError } from './hosts/choose-host.ts';
import { installCodeServer } from './hosts/code-server-install.ts';
import type { Installation } from './hosts/code-server-install.ts';
import { editorEnvironment } from './hosts/editor-environment.ts';
import type { EditorHost } from './hosts/host.ts';
import { installPackageManagers } from './package-managers.ts';
import type { PackageManagers } from './package-managers.ts';
import { walk } from './person/walk.ts';
import { startRegistry } from './registry.ts';
import type { Registry } from './registry.ts';
import { runInBrowser } from './web/web-window.ts';
import { testWorkspace } from './workspace.ts';

/** Tests the packed extension in a real VS Code. */

/** Each is a window with a suite in its extension host. */
const SUITES = [
  { name: 'main', extensions: ['harness'], trusted: true },
  { name: 'package-managers', extensions: ['harness'], trusted: true },
  { name: 'folders', extensions: ['harness'], trusted: true },
  { name: 'crashes', extensions: ['harness'], trusted: true },
  { name: 'untrusted', extensions: ['harness'], trusted: false },
  { name: 'eslint-extension', extensions: ['harness', 'eslint'], trusted: true },
] as const;

/** The window that is clicked by a person, who needs a browser's. */
const PERSON = 'person';

/** The window that has a browser and no Node. */
const WEB = 'web';

const asked = process.argv.slice(2);
const names = [...SUITES.map(({ name }) => name), WEB, PERSON];
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  throw new Error(`There is no suite "${unknown.join(' ')}": name some of ${names.join(', ')}.`);
}
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);

const tally = isLeftOut()
  ? leftOut()
  : await run().catch((error: unknown) => {
      if (!(error instanceof NoEditorError)) throw error;
      return withoutEditor(names.filter(isAsked), error);
    });
if (asked.length === 0) await keep('editor', tally);
console.log(`\n${closingLines(tally)}`);
if (tally.failed > 0) process.exitCode = 1;

async function run(): Promise<Tally> {
  const start = await chooseHost(candidates(), console.log);
  const vsix = await packExtension();
  await using registry = await startRegistry();
  const tallies: Tally[] = [];
  const suites = SUITES.filter(({ name }) => isAsked(name));
  if (suites.length > 0) {
    const managers = await installPackageManagers();
    const bundles = await bundleSuites(suites.map(({ name }) => name));
    await using host = await start(vsix);
    console.log(`Testing ${vsix} in ${host.name}.`);
    for (const suite of suites) tallies.push(await runSuite(suite, bundles, host, registry, managers));
  }
  if (isAsked(WEB)) tallies.push(await withBrowser(WEB, (installation) => runInBrowser(installation, vsix)));
  if (isAsked(PERSON))
    tallies.push(await withBrowser(PERSON, (installation) => walk(installation, vsix, registry)));
  return sum(tallies);
}

function leftOut(): Tally {
  const suites = names.filter(isAsked);
  const note = `${notRun(suites)}, as TO_THREAD_EDITOR=none asks. Without it \`npm run editor\` runs them.`;
  return { ...NOTHING, skipped: suites.length, notes: [note] };
}

/** Only a person may leave suites out: where no editor can be had, nobody knows whether the extension works. */
function withoutEditor(suites: readonly string[], reason: unknown): Tally {
  const why = reason instanceof Error ? reason.message : String(reason);
  const note = `${notRun(suites)}, since there is no editor for them here: ${why}. With that mended \`npm run editor\` runs them; TO_THREAD_EDITOR=none leaves them out.`;
  return { ...NOTHING, failed: suites.length, notes: [note] };
}

function notRun(suites: readonly string[]): string {
  return `Not run: the tests of the extension in a real editor (${suites.join(', ')})`;
}

async function runSuite(
  { name, extensions, trusted }: (typeof SUITES)[number],
  bundles: string,
  host: EditorHost,
  registry: Registry,
  managers: PackageManagers,
): Promise<Tally> {
  await using workspace = await testWorkspace();
  const results = await mkdtemp(join(tmpdir(), 'to-thread-results-'));
  const file = join(results, 'tally.json');
  try {
    await host.run({
      workspace: name === 'folders' ? workspace.severalFolders : workspace.folder,
      suite: join(bundles, `${name}.cjs`),
      extensions: extensions.map(extensionFolder),
      trusted,
      environment: {
        TO_THREAD_REGISTRY: registry.url,
        TO_THREAD_TALLY: file,
        TO_THREAD_BERRY: managers.berry,
        TO_THREAD_PATH: [managers.binaries, editorEnvironment()['PATH'] ?? ''].join(delimiter),
      },
    });
    return JSON.parse(await readFile(file, 'utf8')) as Tally;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`${name}: ${why}`);
    // A window that went away has not said what passed, and one that ends badly fails whatever it has said.
    const said = await readFile(file, 'utf8').catch(() => undefined);
    const tally = said === undefined ? NOTHING : (JSON.parse(said) as Tally);
    return tally.failed > 0
      ? tally
      : sum([tally, { ...NOTHING, failed: 1, notes: [`The suite ${name} failed: ${why}`] }]);
  } finally {
    await rm(results, { recursive: true });
  }
}

/** Windows in a browser there are only with code-server, also where the other suites have the desktop VS Code. */
async function withBrowser(
  name: string,
  test: (installation: Installation) => Promise<Tally>,
): Promise<Tally> {
  let installation: Installation;
  try {
    installation = await installCodeServer();
  } catch (error) {
    return withoutEditor([name], error);
  }
  return test(installation);
}

/** The stand-ins are ours; whoever has the real ESLint extension at hand can name its folder. */
function extensionFolder(name: string): string {
  const real = name === 'eslint' ? process.env['TO_THREAD_ESLINT_EXTENSION'] : undefined;
  return real === undefined ? join(import.meta.dirname, 'extensions', name) : resolve(real);
}
