/** A run without an editor says so in its last lines, and only passes where a person has asked for it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { runNode } from '../support/program.ts';

const main = join(import.meta.dirname, 'main.ts');
const lastLines = (output: string): string[] => output.trimEnd().split('\n').slice(-2);

describe('npm run editor', () => {
  let empty: string;

  beforeAll(async () => {
    empty = await temporaryFolder('without-editor');
  });

  afterAll(() => removeFolder(empty));

  test.each(['', '1'])('fails where no editor can be had, and says why (CI=%j)', async (ci) => {
    // No browser is in this path, and nothing that installs one.
    const env = { PATH: empty, Path: empty, TO_THREAD_EDITOR: 'code-server', CI: ci };
    const { code, stdout, stderr } = await runNode([main, 'main', 'crashes'], { cwd: empty, env });
    expect(stderr).toBe('');
    const [note, counts] = lastLines(stdout);
    expect(note).toMatch(
      /^Not run: .*\(main, crashes\), since .*: code-server, with Chromium: Install chromium with .*; TO_THREAD_EDITOR=none leaves them out\.$/,
    );
    expect(counts).toBe('0 passed, 2 failed');
    expect(code).toBe(1);
  });

  test('passes where a person leaves the editor out, and says how it is had again', async () => {
    const env = { TO_THREAD_EDITOR: 'none' };
    const { code, stdout, stderr } = await runNode([main, 'main', 'person'], { cwd: empty, env });
    expect(stderr).toBe('');
    const [note, counts] = lastLines(stdout);
    expect(note).toMatch(/^Not run: .*\(main, person\), as TO_THREAD_EDITOR=none asks\. .*`npm run editor`/);
    expect(counts).toBe('0 passed, 0 failed, 2 skipped');
    expect(code).toBe(0);
  });
});
