import process from 'node:process';
import { codeServer } from './code-server-host.ts';
import { electron } from './electron-host.ts';
import type { Candidate, StartHost } from './host.ts';

/** No VS Code can be had here. The message says why, for each kind. */
export class NoEditorError extends Error {
  override readonly name = 'NoEditorError';
}

/** The kinds of VS Code, the one that people use first. */
const CANDIDATES = { electron, 'code-server': codeServer };

/** Whether a person has asked to leave the editor out. */
export function isLeftOut(asked = process.env['TO_THREAD_EDITOR']): boolean {
  return asked === 'none';
}

/** The kinds to try: all, or the one that `TO_THREAD_EDITOR` names. */
export function candidates(asked = process.env['TO_THREAD_EDITOR']): readonly Candidate[] {
  if (asked === undefined || asked === '') return Object.values(CANDIDATES);
  if (asked === 'electron' || asked === 'code-server') return [CANDIDATES[asked]];
  throw new Error(
    `TO_THREAD_EDITOR is "${asked}": set it to "electron", "code-server" or "none", or leave it unset.`,
  );
}

/**
 * Gets the first kind of VS Code that can be had, and says which one it is, and why not one before it.
 *
 * @throws NoEditorError when there is none
 */
export async function chooseHost(
  tried: readonly Candidate[],
  say: (text: string) => void,
): Promise<StartHost> {
  const reasons: string[] = [];
  for (const { name, prepare } of tried) {
    try {
      const start = await prepare();
      say(`Editor: ${name}.`);
      return start;
    } catch (error) {
      const reason = `${name}: ${error instanceof Error ? error.message : String(error)}`;
      say(`Editor: not ${reason}`);
      reasons.push(reason);
    }
  }
  throw new NoEditorError(reasons.join('; '));
}
