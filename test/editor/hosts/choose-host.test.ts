/** Which VS Code the editor tests choose, and how the desktop one is started: it cannot be downloaded everywhere. */
import { describe, expect, test } from 'vitest';
import { candidates, chooseHost, NoEditorError } from './choose-host.ts';
import { electronCommand } from './electron-host.ts';
import type { Candidate, StartHost } from './host.ts';

const start: StartHost = () => Promise.reject(new Error('no window is opened here'));
const there: Candidate = { name: 'the second', prepare: () => Promise.resolve(start) };
const missing: Candidate = { name: 'the first', prepare: () => Promise.reject(new Error('no network')) };

describe('the choice of an editor', () => {
  test('is the first that can be had, and says why not one before it', async () => {
    const said: string[] = [];
    expect(await chooseHost([missing, there], (text) => said.push(text))).toBe(start);
    expect(said).toEqual(['Editor: not the first: no network', 'Editor: the second.']);
  });

  test('fails with all reasons where there is none', async () => {
    const choice = chooseHost([missing, { ...missing, name: 'the second' }], () => undefined);
    await expect(choice).rejects.toThrow(NoEditorError);
    await expect(choice).rejects.toThrow('the first: no network; the second: no network');
  });

  test('tries the desktop one first, or only the one that is asked for', () => {
    expect(candidates('').map(({ name }) => name)).toEqual(['desktop VS Code', 'code-server, with Chromium']);
    expect(candidates('electron').map(({ name }) => name)).toEqual(['desktop VS Code']);
    expect(candidates('code-server').map(({ name }) => name)).toEqual(['code-server, with Chromium']);
    expect(() => candidates('emacs')).toThrow('TO_THREAD_EDITOR is "emacs": set it to "electron", ');
  });
});

describe('the command that opens a desktop window', () => {
  const run = {
    workspace: '/w',
    suite: '/suites/main.cjs',
    extensions: ['/extensions/harness', '/extensions/eslint'],
    trusted: true,
    environment: {},
  };
  const folders = ['--user-data-dir', '/p/data', '--extensions-dir', '/p/extensions'];

  test('names the folder, the profile, the extensions and the suite', () => {
    const [command, ...args] = electronCommand('/code/code', undefined, folders, run);
    expect(command).toBe('/code/code');
    expect(args.slice(0, 5)).toEqual(['/w', ...folders]);
    expect(args).toContain('--disable-workspace-trust');
    expect(args.slice(-3)).toEqual([
      '--extensionDevelopmentPath=/extensions/harness',
      '--extensionDevelopmentPath=/extensions/eslint',
      '--extensionTestsPath=/suites/main.cjs',
    ]);
  });

  test('leaves a workspace untrusted', () => {
    expect(electronCommand('/code/code', undefined, folders, { ...run, trusted: false })).not.toContain(
      '--disable-workspace-trust',
    );
  });

  test('borrows a display where there is none', () => {
    expect(electronCommand('/code/code', '/usr/bin/xvfb-run', folders, run).slice(0, 4)).toEqual([
      '/usr/bin/xvfb-run',
      '--auto-servernum',
      '/code/code',
      '/w',
    ]);
  });
});
