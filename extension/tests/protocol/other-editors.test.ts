import { describe, expect, it } from 'vitest';
import { COMMANDS, FIX_ALL_KIND } from '../../src/shared/commands.ts';
import { LanguageClient } from '../support/language-client.ts';
import type { ClientOptions } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const FILE = `import { readdirSync, readFileSync } from 'node:fs';

export async function load(path: string) {
  if (!readdirSync('.').includes(path)) return undefined;
  return readFileSync(path, 'utf8');
}
`;

const URI = 'untitled:file';

/** An editor that says as little as it may. */
function plain(initializationOptions?: object, more: ClientOptions['introduction'] = {}): ClientOptions {
  return {
    introduction: { capabilities: {}, ...(initializationOptions && { initializationOptions }), ...more },
  };
}

describe('an editor that does not ask for problems', () => {
  it('is sent them, with the version of the text, when a document is opened and when it changes', async () => {
    await using client = await LanguageClient.start(plain());
    expect(client.initialized.capabilities).not.toHaveProperty('diagnosticProvider');
    const opened = client.next('published', ({ uri }) => uri === URI);
    await client.open(URI, FILE);
    const [first] = await opened;
    expect([first.version, first.diagnostics.length]).toEqual([1, 2]);
    const changed = client.next('published', ({ version }) => version === 2);
    await client.type(URI, FILE.replace("readdirSync('.')", 'path'));
    const [second] = await changed;
    expect(second.diagnostics.map(({ code }) => code)).toEqual(['no-blocking-in-async']);
  });

  it('gets them taken back when it closes the document', async () => {
    await using client = await LanguageClient.start(plain());
    const opened = client.next('published');
    await client.open(URI, FILE);
    await opened;
    const closed = client.next('published');
    await client.close(URI);
    expect(await closed).toEqual([{ uri: URI, diagnostics: [] }]);
  });

  it('is sent them on save only, where it wants that', async () => {
    await using client = await LanguageClient.start(plain({ run: 'onSave' }));
    const opened = client.next('published');
    await client.open(URI, FILE);
    await opened;
    const versions: (number | undefined)[] = [];
    client.events.on('published', ({ version }) => versions.push(version));
    await client.type(URI, `${FILE}// one\n`);
    // Answered after whatever would have been sent: a later change waits for no earlier one.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const saved = client.next('published');
    await client.save(URI);
    await saved;
    expect(versions).toEqual([2]);
  });

  it('is not told what it would not show', async () => {
    await using client = await LanguageClient.start(plain());
    const statuses: unknown[] = [];
    client.events.on('status', (status) => statuses.push(status));
    const opened = client.next('published');
    await client.open(URI, FILE);
    await opened;
    expect(statuses).toEqual([]);
    expect(client.registrations).toEqual([]);
    expect(client.log).toEqual([]);
  });
});

describe('settings', () => {
  it('come with the start of the server', async () => {
    await using client = await LanguageClient.start(plain({ toThread: { enable: false } }));
    const opened = client.next('published');
    await client.open(URI, FILE);
    expect((await opened)[0].diagnostics).toEqual([]);
  });

  it('are sent by an editor that cannot be asked, with or without the name of their section', async () => {
    await using client = await LanguageClient.start(plain({ runs: 'serial' }));
    const opened = client.next('published');
    await client.open(URI, FILE);
    expect((await opened)[0].diagnostics).toHaveLength(2);
    for (const settings of [{ toThread: { enable: false } }, {}, { enable: false }]) {
      const again = client.next('published');
      await client.notify('workspace/didChangeConfiguration', { settings });
      const isOff = Object.keys(settings).length > 0;
      expect((await again)[0].diagnostics).toHaveLength(isOff ? 0 : 2);
    }
  });

  it('hold from the start where an editor that is asked has none', async () => {
    const introduction = {
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { enable: false },
    };
    await using client = await LanguageClient.start({ introduction });
    client.settings = null;
    const opened = client.next('published');
    await client.open(URI, FILE);
    expect((await opened)[0].diagnostics).toEqual([]);
  });
});

describe('the folder', () => {
  const eslint = `import toThread from 'eslint-plugin-to-thread';
export default [{ files: ['**/*.js'], ...toThread.configs.recommended, rules: {} }];
`;

  it.each(['workspaceFolders', 'rootUri', 'rootPath', 'none'] as const)('may be named by %s', async (way) => {
    await using project = await workspace({
      'package.json': JSON.stringify({ name: 'p', type: 'module' }),
      'eslint.config.js': eslint,
      'a.js': FILE.replace(': string', ''),
    });
    await project.install('eslint', 'eslint-plugin-to-thread');
    const folder = {
      workspaceFolders: { workspaceFolders: [{ uri: project.uri, name: 'p' }], rootUri: null },
      rootUri: { workspaceFolders: null, rootUri: project.uri },
      rootPath: { workspaceFolders: null, rootUri: null, rootPath: project.folder },
      none: { workspaceFolders: null, rootUri: null },
    }[way];
    await using client = await LanguageClient.start(plain({ trusted: true }, folder));
    const opened = client.next('published');
    await client.open(project.uriOf('a.js'), FILE.replace(': string', ''), 'javascript');
    // The project turns every rule off: only who finds its configuration knows.
    expect((await opened)[0].diagnostics).toEqual([]);
    const scanned = (await client.command(COMMANDS.scanWorkspace)) as { files: number };
    expect(scanned.files).toBe(way === 'none' ? 0 : 2);
  });

  it('runs no code of the project unless it is said to be trusted', async () => {
    await using project = await workspace({
      'package.json': JSON.stringify({ name: 'p', type: 'module' }),
      'eslint.config.js': `throw new Error('was run');`,
      'a.js': FILE.replace(': string', ''),
    });
    await project.install('eslint', 'eslint-plugin-to-thread');
    await using client = await LanguageClient.start(plain({}, { rootUri: project.uri }));
    const opened = client.next('published');
    await client.open(project.uriOf('a.js'), FILE.replace(': string', ''), 'javascript');
    expect((await opened)[0].diagnostics).toHaveLength(2);
    expect(client.log.filter((line) => line.includes('was run'))).toEqual([]);
  });
});

describe('the light bulb', () => {
  it('has no edits that say versions, and each edit at once, for an editor that knows neither', async () => {
    await using client = await LanguageClient.start(plain());
    await client.open(URI, FILE);
    const actions = await client.lightBulb(URI, 'readFileSync(path');
    const all = actions.find(({ title }) => title === 'Fix all blocking calls in this file');
    expect(all?.edit).not.toHaveProperty('documentChanges');
    const changes = all?.edit?.changes?.[URI] ?? [];
    expect(changes.map(({ newText }) => newText)).toContain("import { toThread } from 'to-thread';\n");
    const [onSave] = await client.lightBulb(URI, 'readFileSync(path', [FIX_ALL_KIND]);
    expect(onSave?.edit?.changes?.[URI]).toEqual(changes);
    for (const { title, edit, command } of actions)
      expect([title, edit ?? command]).not.toEqual([title, undefined]);
  });

  it('has no command that nobody runs', async () => {
    await using project = await workspace({ 'package.json': JSON.stringify({ name: 'p' }), 'a.ts': FILE });
    await using client = await LanguageClient.start(plain({ trusted: true }, { rootUri: project.uri }));
    await client.open(project.uriOf('a.ts'), FILE);
    const actions = await client.lightBulb(project.uriOf('a.ts'), 'readFileSync(path');
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter(({ command }) => command)).toEqual([]);
    expect(client.initialized.capabilities.executeCommandProvider?.commands).toEqual([
      COMMANDS.scanWorkspace,
      COMMANDS.clearResults,
    ]);
  });

  it('opens the page of a rule in an editor that shows pages', async () => {
    const introduction = { capabilities: { window: { showDocument: { support: true } } } };
    await using client = await LanguageClient.start({ introduction });
    await client.open(URI, FILE);
    const actions = await client.lightBulb(URI, 'readFileSync(path');
    const [{ command } = {}] = actions.filter(({ title }) => title.startsWith('Show documentation'));
    expect(command?.command).toBe(COMMANDS.openRuleDocumentation);
    await client.command(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    expect(client.shown).toEqual([expect.stringMatching(/^https:.*no-blocking-in-async\.md$/)]);
  });
});

describe('VS Code', () => {
  it('runs its own commands, so that the server names none', async () => {
    await using client = await LanguageClient.start();
    expect(client.initialized.capabilities.executeCommandProvider?.commands).toEqual([]);
  });
});
