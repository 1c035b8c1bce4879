import { platform } from 'node:os';
import process from 'node:process';
import { startCodeServer } from './code-server-host.ts';
import { startElectron } from './electron-host.ts';
import type { StartHost } from './host.ts';
import { findProgram } from './programs.ts';

/** Where @vscode/test-electron gets VS Code from. */
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** Chooses the VS Code to test in: the desktop one where it can be had, else the one inside code-server. */
export async function chooseHost(): Promise<{ readonly start: StartHost; readonly reason: string }> {
  const asked = process.env['TO_THREAD_EDITOR'];
  if (asked === 'electron')
    return { start: startElectron, reason: 'desktop VS Code, as TO_THREAD_EDITOR says' };
  if (asked === 'code-server')
    return { start: startCodeServer, reason: 'code-server, as TO_THREAD_EDITOR says' };
  if (asked !== undefined) {
    throw new Error(
      `TO_THREAD_EDITOR is "${asked}": set it to "electron" or "code-server", or leave it unset.`,
    );
  }
  if (!(await canDownload())) {
    return { start: startCodeServer, reason: 'code-server, because VS Code cannot be downloaded here' };
  }
  if (platform() === 'linux' && !process.env['DISPLAY'] && !(await findProgram('xvfb-run'))) {
    return { start: startCodeServer, reason: 'code-server, because there is no display and no xvfb-run' };
  }
  return { start: startElectron, reason: 'desktop VS Code' };
}

async function canDownload(): Promise<boolean> {
  try {
    const answer = await fetch(DOWNLOADS, { signal: AbortSignal.timeout(10_000) });
    return answer.ok && Array.isArray(await answer.json());
  } catch {
    return false;
  }
}
