import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { NOTHING } from '../../support/tally.ts';
import type { Tally } from '../../support/tally.ts';
import { Profile, startChromium } from '../hosts/code-server.ts';
import type { Installation } from '../hosts/code-server-install.ts';
import { MARK } from '../suite/mark.ts';
import { TALLY } from './tally-line.ts';
import { WorkbenchServer } from './workbench-server.ts';

/**
 * VS Code for the Web: the workbench of code-server in Chromium without the server that it belongs to, so that there is
 * nothing but a browser. Extensions run in its worker, and files are those of an extension that keeps them in memory.
 */

/** Tests the packed extension in a window that has no Node. */
export async function runInBrowser(installation: Installation, vsix: string): Promise<Tally> {
  console.log('\n  in a browser');
  await using profile = await Profile.create(installation, vsix);
  const [extension] = (await readdir(profile.extensions)).filter((name) => name.startsWith('to-thread.'));
  if (extension === undefined) throw new Error('the extension was not installed');
  const harness = await mkdtemp(join(tmpdir(), 'to-thread-web-'));
  const browser = await startChromium(installation);
  try {
    await bundleHarness(harness);
    await using server = await WorkbenchServer.start({
      build: resolve(dirname(installation.server), '..'),
      extension: join(profile.extensions, extension),
      harness,
    });
    return await tallyOf(await browser.newPage(), server.url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...NOTHING, failed: 1, notes: [`The window in a browser failed: ${why}`] };
  } finally {
    await browser.close();
    await rm(harness, { recursive: true, force: true });
  }
}

/** Milliseconds: all tests together take a fraction of this. */
const TIME = 300_000;

/** Opens the window, which runs the suite, and listens to what that says. */
async function tallyOf(page: Page, url: string): Promise<Tally> {
  let tally: Tally | undefined;
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const line = args.map(String).join(' ');
    if (line.startsWith(MARK + TALLY)) tally = JSON.parse(line.slice((MARK + TALLY).length)) as Tally;
    else if (line.startsWith(MARK)) console.log(line.slice(MARK.length));
    else if (process.env['TO_THREAD_EDITOR_LOG'] !== undefined) console.log(line);
  });
  const errors: string[] = [];
  page.on('pageerror', ({ stack = '' }) => errors.push(stack));
  let timer: NodeJS.Timeout | undefined;
  const exited = new Promise<number>((done, reject) => {
    timer = setTimeout(() => {
      reject(new Error(['it said nothing of its tests', ...errors].join('\n')));
    }, TIME);
    page.on('crash', () => {
      reject(new Error('it crashed'));
    });
    page.exposeFunction('codeAutomationExit', done).catch(reject);
  });
  try {
    await page.goto(url);
    const code = await exited;
    return tally ?? { ...NOTHING, failed: 1, notes: [`The window in a browser ended with ${code}.`] };
  } finally {
    clearTimeout(timer);
  }
}

/** An extension for development that holds the suite, as VS Code wants it. */
async function bundleHarness(folder: string): Promise<void> {
  const manifest = join(import.meta.dirname, '../extensions/memory/package.json');
  await cp(manifest, join(folder, 'package.json'));
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: { extension: 'memory-extension.ts', suite: 'suite.ts' },
    outdir: folder,
    bundle: true,
    platform: 'browser',
    target: 'es2024',
    format: 'cjs',
    external: ['vscode'],
  });
}
