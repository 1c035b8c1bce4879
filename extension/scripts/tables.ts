import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { withOptionSettings } from './option-settings.ts';
import type { Contribution } from './option-settings.ts';

/** Writes the tables of settings and commands into the READMEs, from what package.json contributes. */

const readme = new URL('../README.md', import.meta.url);
const serverReadme = new URL('../language-server/README.md', import.meta.url);
const manifest = new URL('../package.json', import.meta.url);

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Contribution>> };
    readonly commands: readonly Command[];
  };
}

interface Command {
  readonly command: string;
  readonly category: string;
  readonly title: string;
}

/** package.json as it should be: with the options of the rules as settings. */
export async function manifestWithOptions(): Promise<string> {
  const content = JSON.parse(await readFile(manifest, 'utf8')) as Manifest;
  const { configuration } = content.contributes;
  const properties = withOptionSettings(configuration.properties);
  const contributes = { ...content.contributes, configuration: { ...configuration, properties } };
  return format(JSON.stringify({ ...content, contributes }), {
    ...(await resolveConfig(manifest)),
    parser: 'json-stringify',
  });
}

/** The README as it should be: its text with the tables of package.json. */
export async function readmeWithTables(): Promise<string> {
  const contributes = await contributions();
  const settings = settingRows(contributes);
  const commands = contributes.commands.map(({ command, category, title }) => [
    `${category}: ${title}`,
    `\`${command}\``,
  ]);
  let text = await readFile(readme, 'utf8');
  text = replaceBetween(text, 'settings', table(['Setting', 'Default', 'Meaning'], settings));
  text = replaceBetween(text, 'commands', table(['Command', 'Id'], commands));
  return format(text, { ...(await resolveConfig(readme)), parser: 'markdown' });
}

/** The page of the language server as it should be: the same settings, by the names that other editors have for them. */
export async function serverReadmeWithTable(): Promise<string> {
  const [trusted] = settingRows({ configuration: { properties: { trusted: TRUSTED } }, commands: [] });
  // Traffic is traced by the editor, whichever that is.
  const rows = settingRows(await contributions())
    .filter(([name]) => !name?.includes('.trace.'))
    .map(([name = '', ...rest]) => [
      name.replace('toThread.', ''),
      ...rest.map((cell) => cell.replaceAll('`toThread.', '`')),
    ]);
  const text = await readFile(serverReadme, 'utf8');
  const written = replaceBetween(
    text,
    'settings',
    table(['Setting', 'Default', 'Meaning'], [...(trusted ? [trusted] : []), ...rows]),
  );
  return format(written, { ...(await resolveConfig(serverReadme)), parser: 'markdown' });
}

/** What VS Code knows by itself, and others say. */
const TRUSTED: Contribution = {
  default: false,
  markdownDescription: 'Whether code of the project may run: its ESLint configuration. See [trust](#trust).',
};

async function contributions(): Promise<Manifest['contributes']> {
  const { contributes } = JSON.parse(await readFile(manifest, 'utf8')) as Manifest;
  return contributes;
}

function settingRows({ configuration }: Manifest['contributes']): string[][] {
  return Object.entries(configuration.properties).map(([name, setting]) => [
    `\`${name}\``,
    `\`${JSON.stringify(setting['default'])}\``,
    String(setting['markdownDescription']),
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md has no ${start} … ${end}`);
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}

if (import.meta.main) {
  await writeFile(manifest, await manifestWithOptions());
  await writeFile(readme, await readmeWithTables());
  await writeFile(serverReadme, await serverReadmeWithTable());
}
