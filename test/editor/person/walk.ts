import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { NOTHING } from '../../support/tally.ts';
import type { Tally } from '../../support/tally.ts';
import { CodeServer, Profile } from '../hosts/code-server.ts';
import type { Installation } from '../hosts/code-server-install.ts';
import type { Registry } from '../registry.ts';
import { testWorkspace } from '../workspace.ts';
import { Person } from './person.ts';
import { serverOf } from './server-of.ts';
import { themes } from './themes.ts';
import { troubleFiles, troubles, writeFiles } from './troubles.ts';

const HANDLER = `import { readdirSync, readFileSync } from 'node:fs';

interface Page {
  title: string;
  body: string;
}

export async function load(path: string): Promise<Page | undefined> {
  if (!readdirSync('.').includes(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const [title = '', ...body] = text.split('\\n');
  return { title, body: body.join('\\n') };
}

export const raw = async (path: string) => readFileSync(path);
`;

const FIRST = `import { toThread } from 'to-thread';

export async function first(rows: string[], limit: number): Promise<string[]> {
  return await toThread(() => rows.slice(0, limit));
}
`;

const SETTINGS = {
  'git.enabled': false,
  'editor.codeActionsOnSave': { 'source.fixAll.toThread': 'explicit' },
  // A browser's VS Code saves by itself otherwise, which is not what people call saving.
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'typescript.validate.enable': false,
  // What fits in the window is not to be scrolled while something in it is pointed at.
  'editor.scrollBeyondLastLine': false,
  'editor.stickyScroll.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

const WRAPPED = "if (!(await toThread(readdirSync, '.')).includes(path)) return undefined;";
/** A blocking call: the word to point at, and the line it is in. */
const CALL = ['readdirSync', 'return undefined'] as const;
const screenshots = join(import.meta.dirname, '../dist/screenshots');

/**
 * Uses the packed extension as a person does, step by step, with pictures. The steps build on one another, so that
 * none is taken after one that failed.
 */
export async function walk(installation: Installation, vsix: string, registry: Registry): Promise<Tally> {
  console.log('\n  a person in front of the window');
  await using workspace = await testWorkspace();
  await prepare(workspace.folder, registry.url);
  await using profile = await Profile.create(installation, vsix);
  await using server = await CodeServer.start(profile, { trusted: true, hasMessages: true });
  const person = new Person(await server.newPage(), workspace.folder, screenshots);
  const steps = stepsOf(person, workspace.folder, server.url(workspace.folder), profile);
  let passed = 0;
  try {
    for (const [what, take] of steps) {
      try {
        await take();
        passed++;
        console.log(`    ✔ ${what}`);
      } catch (error) {
        console.log(`    ✘ ${what}; see failed.png`, error);
        await person.screenshot('failed');
        console.log(await profile.logs());
        const left = steps.slice(passed + 1).map(([step]) => `"${step}"`);
        const note = `Not run, since the step "${what}" failed: ${left.join(', ')}. They build on it.`;
        return { passed, failed: 1, skipped: left.length, notes: left.length > 0 ? [note] : [] };
      }
    }
    return { ...NOTHING, passed };
  } finally {
    console.log(`    The pictures are in ${screenshots}.`);
  }
}

export type Step = readonly [what: string, take: () => Promise<void>];

function stepsOf(person: Person, folder: string, url: string, profile: Profile): Step[] {
  const steps: Step[] = [];
  const step = (what: string, take: () => Promise<void>): void => {
    steps.push([what, take]);
  };

  step('open a file: every blocking call is underlined', async () => {
    await person.arrive(url);
    await person.open('installed/pages.ts');
    await person.seeUnderlines(3);
  });

  step('click the light bulb: the safe rewrite comes first', async () => {
    const titles = await person.openLightBulb(...CALL, /worker thread/);
    await person.screenshot('fix');
    assert.match(titles[0] ?? '', /^Run fs\.readdirSync on a worker thread/);
    await person.closeMenu();
  });

  for (const [title, expected] of [
    [/on a worker thread/, WRAPPED],
    [/^Use await readdir/, "if (!(await readdir('.')).includes(path)) return undefined;"],
    [/calls in load$/, WRAPPED],
    [/calls in this file/, 'await toThread(readFileSync, path);'],
    [/for this line/, '// to-thread-ignore-next-line'],
    [/for the entire file/, '/* to-thread-ignore-file */'],
  ] as const) {
    step(`apply ${title.source}`, async () => {
      await person.openLightBulb(...CALL, title);
      await person.choose(title);
      await person.seeText(expected);
      await person.undo();
      await person.seeUnderlines(3);
    });
  }

  step('point at a call: the message says what is wrong', async () => {
    await person.hoverWord('readFileSync', 'const text =', 'blocks the event loop');
    await person.screenshot('see');
  });

  step('look at the language status', async () => {
    await person.seeLanguageStatus('to-thread: 3 problems', 'bundled rules', 'runtime missing');
    await person.screenshot('status');
  });

  step('look at a call of the runtime that cannot work, and pass what it needs', async () => {
    await person.open('installed/first.ts');
    await person.seeUnderlines(1);
    const titles = await person.openLightBulb('rows', '() =>', /as arguments/);
    await person.screenshot('invalid');
    assert.match(titles[0] ?? '', /^Pass rows and limit as arguments$/);
    await person.choose(/as arguments/);
    await person.seeText('(rows: string[], limit: number) => rows.slice(0, limit), rows, limit);');
    await person.seeUnderlines(0);
    await person.save('installed/first.ts');
  });

  step('save, with the fixes on save turned on', async () => {
    await person.open('on-save/pages.ts');
    await person.seeUnderlines(3);
    await person.clickWord('interface', 'interface Page');
    await person.typeAtEndOfLine(' // Changed.');
    const saved = await person.save('on-save/pages.ts');
    assert.ok(saved.includes(WRAPPED), saved);
    assert.ok(saved.includes('await toThread(readFileSync, path);'), saved);
    await person.screenshot('saved');
  });

  step('install the runtime where it is missing', async () => {
    await person.open('fresh/pages.ts');
    await person.seeUnderlines(3);
    await person.openLightBulb(...CALL, /^Install/);
    await person.screenshot('install-offer');
    await person.choose(/^Install to-thread/);
    await person.see(/Install to-thread with npm/);
    await person.seeLanguageStatus('runtime installed');
    await person.screenshot('install');
    await access(join(folder, 'fresh/node_modules/to-thread/package.json'));
  });

  step('scan the workspace', async () => {
    await person.command('to-thread: Scan Workspace');
    await person.seeProblem('`fs.rmSync` blocks the event loop');
    await person.screenshot('scan');
  });

  steps.push(...themes(person, folder, CALL, SETTINGS));

  step('fix everything in the workspace, after a look at it', async () => {
    await person.command('to-thread: Fix All in Workspace');
    await person.see('Refactor Preview');
    await person.screenshot('preview');
    await person.press('Apply');
    await person.open('installed/legacy.mjs');
    await person.seeText('await toThread(rmSync, path)');
    await person.seeUnderlines(0);
    await person.screenshot('fixed');
  });

  step('fix everything again: nothing is left', async () => {
    await person.command('to-thread: Fix All in Workspace');
    await person.see('to-thread: nothing to fix');
  });

  step('look at the log', async () => {
    await person.command('to-thread: Show Output');
    await person.seeOutput('The language server started in');
    await person.screenshot('output');
  });

  step('read the page of the rule', async () => {
    await person.command('to-thread: Open Rule Documentation');
    await person.answer('valid-to-thread');
    await person.see(/valid-to-thread\.md/);
    await person.screenshot('documentation');
    await person.press('Cancel');
  });

  steps.push(...troubles(person, folder, profile));

  step('take the walkthrough', async () => {
    await person.command('View: Hide Panel');
    await person.command('Welcome: Open Walkthrough...');
    await person.answer('Keep the event loop free');
    for (const title of ['Fix them', 'Install the runtime', 'Fix on save', 'See blocking calls']) {
      await person.openWalkthroughStep(title);
      await person.screenshot(`walkthrough-${title.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  step('go on after the server crashes, until it crashes too often, and restart it by hand', async () => {
    await person.open('untouched/pages.ts');
    await person.seeUnderlines(3);
    for (let crash = 0; crash < 5; crash++) {
      process.kill(await serverOf(profile), 'SIGKILL');
      await person.seeUnderlines(0);
      if (crash < 4) await person.seeUnderlines(3);
    }
    await person.seeLanguageStatus('keeps crashing', 'Restart Server');
    await person.screenshot('crashed');
    await person.command('to-thread: Restart Server');
    await person.seeUnderlines(3);
    await person.seeLanguageStatus('bundled rules');
  });
  return steps;
}

async function prepare(folder: string, registryUrl: string): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    'installed/pages.ts': HANDLER,
    'installed/first.ts': FIRST,
    'installed/legacy.mjs':
      "import { rmSync } from 'node:fs';\nexport const remove = async (path) => rmSync(path);\n",
    'on-save/package.json': '{ "type": "module", "dependencies": { "to-thread": "*" } }\n',
    'on-save/pages.ts': HANDLER,
    'fresh/package.json': '{ "private": true, "type": "module" }\n',
    'fresh/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n',
    'fresh/.npmrc': `registry=${registryUrl}\n`,
    'fresh/pages.ts': HANDLER,
    'untouched/pages.ts': HANDLER,
    '.vscode/settings.json': JSON.stringify(SETTINGS),
  };
  await writeFiles(folder, { ...files, ...troubleFiles(registryUrl) });
}
