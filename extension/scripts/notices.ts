import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BuildResult } from 'esbuild';

/** The licences of what is bundled: most ask that their text goes along with every copy. */

const INTRODUCTION = `What follows is part of to-thread, as its authors have published it, in parts or as a whole.
`;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Writes the name, version and licence of each package that bundles have parts of.
 *
 * @param folder absolute path of the folder that the bundles were made in
 * @throws when a package has no licence
 */
export async function writeNotices(
  folder: string,
  bundles: readonly BuildResult[],
  target: string,
): Promise<void> {
  const packages = new Set(
    bundles.flatMap(({ metafile }) =>
      Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageOf)),
    ),
  );
  const notices = await Promise.all([...packages].sort().map((path) => noticeOf(resolve(folder, path))));
  await writeFile(join(folder, target), [INTRODUCTION, ...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`));
}

/** The folder of the package that a file belongs to; none for files of our own. */
function packageOf(input: string): string[] {
  // TypeScript is cut down to what is used of it, which has no path.
  if (input.startsWith('typescript:')) return ['../node_modules/typescript'];
  const found = /^(?:[^:]*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return found?.[1] === undefined ? [] : [found[1]];
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  if (license === undefined) throw new Error(`${name} ${version} is bundled and names no licence.`);
  const files = await readdir(folder);
  const texts = files.filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
  const contents = await Promise.all(texts.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version} (${license})\n`, ...contents.map((text) => `${text.trim()}\n`)].join('\n');
}
