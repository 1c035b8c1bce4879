import assert from 'node:assert/strict';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Profile } from '../hosts/code-server.ts';
import type { Person } from './person.ts';
import { serverOf } from './server-of.ts';
import type { Step } from './walk.ts';

const CALL = `import { readFileSync } from 'node:fs';

export const load = async (path: string) => readFileSync(path);
`;

const TYPED_AND_FIXED = `import { readFileSync } from 'node:fs'; // Typed meanwhile.
import { toThread } from 'to-thread';

export const load = async (path: string) => await toThread(readFileSync, path);
`;

const COMPONENT = `<template><p>{{ text }}</p></template>

<script lang="ts">
import { readFileSync } from 'node:fs';

export default {
  async created(this: { text: string }): Promise<void> {
    this.text = readFileSync('text.txt', 'utf8');
  },
};
</script>
`;

/** The files that the steps below find. No server listens at the registry of the package that cannot be installed for. */
export const troubleFiles = (registryUrl: string): Readonly<Record<string, string>> => ({
  'before/moved.ts': CALL,
  'failing/package.json': '{ "private": true, "type": "module" }\n',
  'failing/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n',
  'failing/.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\n',
  'failing/load.ts': CALL,
  'terminal/package.json': '{ "private": true, "type": "module" }\n',
  'terminal/.npmrc': `registry=${registryUrl}\n`,
  'terminal/load.ts': CALL,
});

/** What goes wrong or changes outside of the extension, and what a person sees of it. */
export function troubles(person: Person, folder: string, profile: Profile): readonly Step[] {
  return [
    [
      'an installation that fails is said in a message, which leads to the log',
      async () => {
        await person.open('failing/load.ts');
        await person.seeUnderlines(1);
        await person.openLightBulb('readFileSync', 'export const load', /^Install/);
        await person.choose(/^Install to-thread/);
        const message = 'Installing to-thread failed: `npm i to-thread` ended with exit code';
        await person.seeMessage(message);
        await person.screenshot('failed-installation');
        await person.pressInMessage(message, 'Show Output');
        await person.seeOutput('its terminal shows what it said');
      },
    ],
    [
      'a package that is installed in a terminal is noticed',
      async () => {
        await person.open('terminal/load.ts');
        await person.seeLanguageStatus('runtime missing');
        await person.typeInTerminal('cd terminal && npm install to-thread');
        await person.seeLanguageStatus('runtime installed');
        await access(join(folder, 'terminal/node_modules/to-thread/package.json'));
      },
    ],
    [
      'the script of a component is checked and fixed',
      async () => {
        await writeFiles(folder, { 'installed/Page.vue': COMPONENT });
        await person.open('installed/Page.vue');
        await person.seeUnderlines(1);
        await person.openLightBulb('readFileSync', 'this.text =', /on a worker thread/);
        await person.screenshot('component');
        await person.choose(/on a worker thread/);
        await person.seeText("this.text = await toThread(readFileSync, 'text.txt', 'utf8');");
        await person.seeUnderlines(0);
        await person.save('installed/Page.vue');
      },
    ],
    [
      'who types while the preview of the fixes is open loses nothing',
      async () => {
        await writeFiles(folder, { 'installed/typed.ts': CALL });
        await person.open('installed/typed.ts');
        await person.seeUnderlines(1);
        await person.command('to-thread: Fix All in Workspace');
        await person.see('Refactor Preview');
        await person.clickWord('import', 'import { readFileSync }');
        await person.typeAtEndOfLine(' // Typed meanwhile.');
        await person.press('Apply');
        await person.see(/'installed\/typed\.ts' has changed in the meantime/);
        await person.screenshot('typed-meanwhile');
        await person.press('OK');
        await person.seeText('=> readFileSync(path);');
        // What is fixed on save is fixed in the text that is there.
        assert.equal(await person.save('installed/typed.ts'), TYPED_AND_FIXED);
      },
    ],
    [
      'a folder that is renamed takes its problems along',
      async () => {
        await person.command('to-thread: Scan Workspace');
        await person.seeProblemsOf('moved.ts', 'before');
        await rename(join(folder, 'before'), join(folder, 'after'));
        await person.seeNoProblemsOf('moved.ts', 'before');
      },
    ],
    [
      'a server that hangs is started anew by hand',
      async () => {
        await person.open('untouched/pages.ts');
        await person.seeUnderlines(3);
        process.kill(await serverOf(profile), 'SIGSTOP');
        await person.command('to-thread: Restart Server');
        await person.seeUnderlines(0);
        await person.seeUnderlines(3);
        await person.screenshot('restarted');
      },
    ],
  ];
}

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
