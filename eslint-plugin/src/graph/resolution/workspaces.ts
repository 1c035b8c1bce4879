import { join } from 'node:path';
import type { Folders } from './files.ts';

/** Finds the folders of the packages that a repository consists of, from the patterns that its root has for them. */

/** How many folders deep `**` looks. */
const DEEPEST = 4;

/**
 * @param folder the root
 * @param manifest its package.json
 * @param yaml its pnpm-workspace.yaml
 */
export function workspaceFolders(
  folder: string,
  manifest: Readonly<Record<string, unknown>> | undefined,
  yaml: string | undefined,
  folders: Folders,
): readonly string[] {
  const patterns = [...patternsOf(manifest?.['workspaces']), ...(yaml === undefined ? [] : listed(yaml))];
  const isLeftOut = new Set(
    patterns
      .filter((pattern) => pattern.startsWith('!'))
      .flatMap((pattern) => matching(folder, stepsOf(pattern.slice(1)), folders)),
  );
  const found = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .flatMap((pattern) => matching(folder, stepsOf(pattern), folders));
  return [...new Set(found)].filter(
    (place) => !isLeftOut.has(place) && folders.names(place)?.has('package.json'),
  );
}

/** npm and Yarn take a list, or an object with one. */
function patternsOf(workspaces: unknown): readonly string[] {
  if (Array.isArray(workspaces)) return workspaces.filter((pattern) => typeof pattern === 'string');
  return typeof workspaces === 'object' && workspaces !== null && 'packages' in workspaces
    ? patternsOf(workspaces.packages)
    : [];
}

/** The items of the list `packages`, which pnpm has in YAML: a line each, or all in brackets. */
function listed(yaml: string): readonly string[] {
  const [, inline, lines = ''] =
    /^packages:[ \t]*(?:\[([^\]]*)\]|(?:#[^\n]*)?\r?\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?\r?(?:\n|$))*))/m.exec(
      yaml,
    ) ?? [];
  const items =
    inline === undefined
      ? [...lines.matchAll(/^[ \t]*-[ \t]*(.+?)[ \t]*(?:[ \t]#.*)?\r?$/gm)].map(([, item = '']) => item)
      : inline.split(',').map((item) => item.trim());
  return items.map((item) => item.replace(/^(["'])(.*)\1$/, '$2')).filter((item) => item !== '');
}

function stepsOf(pattern: string): readonly string[] {
  return pattern.split('/').filter((step) => step !== '' && step !== '.');
}

function matching(folder: string, steps: readonly string[], folders: Folders, depth = 0): string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [folder];
  if (!step.includes('*')) {
    return folders.names(folder)?.has(step) ? matching(join(folder, step), rest, folders) : [];
  }
  const names = [...(folders.names(folder) ?? [])].filter(
    (name) => name !== 'node_modules' && !name.startsWith('.'),
  );
  if (step === '**') {
    if (depth > DEEPEST) return [];
    return [
      ...matching(folder, rest, folders),
      ...names
        .filter((name) => !name.includes('.'))
        .flatMap((name) => matching(join(folder, name), steps, folders, depth + 1)),
    ];
  }
  const [start = '', ...others] = step.split('*');
  const end = others.join('*');
  return names
    .filter((name) => name.startsWith(start) && name.endsWith(end))
    .flatMap((name) => matching(join(folder, name), rest, folders));
}
