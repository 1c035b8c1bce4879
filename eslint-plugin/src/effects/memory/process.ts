import type { FilePath, Place } from './location.ts';

/** What all code of a process shares. */

/** A part of the state of the process: `cwd`, `env`, `umask`. */
export function processPlace(...steps: string[]): Place {
  return { kind: 'memory', root: 'global process', steps, text: ['process', ...steps].join('.') };
}

/** Where paths lead that are relative. */
export const WORKING_DIRECTORY: FilePath = {
  kind: 'file',
  parts: [],
  tree: true,
  inside: true,
  text: 'the working directory',
};
