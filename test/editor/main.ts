import { join } from 'node:path';
import process from 'node:process';
import { bundleSuites, packExtension } from './build.ts';
import { chooseHost } from './hosts/choose-host.ts';
import { startRegistry } from './registry.ts';
import { testWorkspace } from './workspace.ts';

/** Tests the packed extension in a real VS Code: each scenario is a window with a suite in its extension host. */
const SCENARIOS = [
  { suite: 'main', extensions: ['harness'], trusted: true },
  { suite: 'untrusted', extensions: ['harness'], trusted: false },
  { suite: 'eslint-extension', extensions: ['harness', 'eslint'], trusted: true },
] as const;

const asked = process.argv.slice(2);
const scenarios = SCENARIOS.filter(({ suite }) => asked.length === 0 || asked.includes(suite));
if (scenarios.length === 0) {
  throw new Error(
    `There is no suite "${asked.join(' ')}": name one of ${SCENARIOS.map(({ suite }) => suite).join(', ')}.`,
  );
}

const vsix = await packExtension();
const suites = await bundleSuites(scenarios.map(({ suite }) => suite));
const { start, reason } = await chooseHost();
console.log(`Editor: ${reason}.`);
await using host = await start(vsix);
console.log(`Testing ${vsix} in ${host.name}.`);
await using registry = await startRegistry();

const failed: string[] = [];
for (const { suite, extensions, trusted } of scenarios) {
  await using workspace = await testWorkspace();
  try {
    await host.run({
      workspace: workspace.folder,
      suite: join(suites, `${suite}.cjs`),
      extensions: extensions.map((name) => join(import.meta.dirname, 'extensions', name)),
      trusted,
      environment: { TO_THREAD_REGISTRY: registry.url },
    });
  } catch (error) {
    console.error(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
    failed.push(suite);
  }
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
