import type { FilePath, Place } from './location.ts';

/** What all code of a process shares. */

/** A part of the state of the process: `cwd`, `env`, `umask`. */
export function processPlace(...steps: string[]): Place {
  const words = steps[0] === undefined ? undefined : NO_PROPERTIES[steps[0]];
  const text = words ?? ['process', ...steps].join('.');
  return { kind: 'memory', root: 'global process', steps, text, isWords: words !== undefined };
}

/** What of the process has no property that would name it. */
const NO_PROPERTIES: Readonly<Record<string, string>> = {
  cwd: 'the working directory',
  umask: 'the file mode mask',
};

/** Where paths lead that are relative. */
export const WORKING_DIRECTORY: FilePath = {
  kind: 'file',
  parts: [],
  tree: true,
  inside: true,
  text: 'what is in the working directory',
  isWords: true,
};
