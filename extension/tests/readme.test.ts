import plugin from 'eslint-plugin-to-thread';
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifestWithOptions, readmeWithTables, serverReadmeWithTable } from '../scripts/tables.ts';
import { DEFAULT_SEVERITIES, RULE_OPTIONS } from '../src/shared/rule-settings.ts';
import { COMMANDS } from '../src/shared/commands.ts';
import { defaultSettings, parseSettings, SECTION } from '../src/shared/settings.ts';

const extension = new URL('../', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, extension), 'utf8');

interface Manifest {
  readonly repository: { readonly url: string; readonly directory: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly media: {
          readonly image?: Readonly<Record<string, string>>;
          readonly markdown?: string;
        };
      }[];
    }[];
  };
}

const manifest = JSON.parse(await read('package.json')) as Manifest;

describe('README.md', () => {
  it('has the settings and commands of package.json (run `npm run docs` to write them)', async () => {
    expect(await read('README.md')).toBe(await readmeWithTables());
  });

  it('shows pictures that exist', async () => {
    const pictures = [...(await read('README.md')).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, path]) => path,
    );
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) await access(new URL(picture ?? '', extension));
  });
});

describe('the packed extension', () => {
  it('finds the pictures of its README in the folder that it has in the repository', () => {
    const { directory, url } = manifest.repository;
    const repository = url.replace(/^git\+|\.git$/g, '');
    const script = manifest.scripts['package'] ?? '';
    expect(script).toContain(`--baseImagesUrl ${repository}/raw/HEAD/${directory}`);
    expect(script).toContain(`--baseContentUrl ${repository}/blob/HEAD/${directory}`);
  });

  it.each(['dist', 'language-server/dist'])(
    'has the licences of all that is bundled in %s',
    async (folder) => {
      const notices = await read(`${folder}/THIRD-PARTY-NOTICES.txt`);
      for (const name of [
        'eslint',
        'typescript',
        '@typescript-eslint/parser',
        'vscode-languageserver',
        'globby',
      ])
        expect(notices).toMatch(new RegExp(`^${name} \\d.*\\((?:MIT|Apache-2.0)\\)$`, 'm'));
      expect(notices).toContain('Permission is hereby granted');
      expect(notices).toContain('Apache License');
    },
  );
});

describe('the page of the language server', () => {
  it('has the settings of package.json (run `npm run docs` to write them)', async () => {
    expect(await read('language-server/README.md')).toBe(await serverReadmeWithTable());
  });

  it('has settings for editors that can be read, and that the server knows', async () => {
    const page = await read('language-server/README.md');
    const options = [...page.matchAll(/```json\n(.*?)```/gs)]
      .map(([, text = '']) => JSON.parse(text) as Record<string, unknown>)
      .filter((json) => 'trusted' in json);
    expect(options.map((json) => parseSettings(json))).toEqual([{ ...defaultSettings, trusted: true }]);
    for (const editor of ['Neovim', 'Helix', 'Emacs', 'JetBrains', 'Sublime Text', 'Zed'])
      expect(page).toContain(`### ${editor}\n`);
  });

  it('has the version of the extension', async () => {
    const versionOf = async (name: string): Promise<unknown> =>
      (JSON.parse(await read(name)) as { version: unknown }).version;
    expect(await versionOf('language-server/package.json')).toBe(await versionOf('package.json'));
  });
});

describe('package.json', () => {
  it('contributes the commands that the client registers', () => {
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    expect(contributed.sort()).toEqual(Object.values(COMMANDS).sort());
  });

  it('has the options of the rules as settings (run `npm run docs` to write them)', async () => {
    expect(await read('package.json')).toBe(await manifestWithOptions());
    const { properties } = manifest.contributes.configuration;
    expect(properties['toThread.prefer']).toMatchObject({
      enum: ['toThread', 'native'],
      default: 'toThread',
    });
    expect(properties['toThread.severity']?.default).toEqual(DEFAULT_SEVERITIES);
  });

  it('has every option of every rule, but those that need types or other files', () => {
    const options = Object.values(plugin.rules).flatMap(({ meta }) =>
      Object.keys((meta?.defaultOptions?.[0] ?? {}) as object),
    );
    expect(new Set(RULE_OPTIONS)).toEqual(
      new Set(options.filter((option) => !['typed', 'crossFile', 'minBlockedMs'].includes(option))),
    );
  });

  it('has the defaults that the server falls back to', () => {
    for (const [name, { default: value }] of Object.entries(manifest.contributes.configuration.properties)) {
      const key = name.slice(SECTION.length + 1);
      if (key in defaultSettings) expect([key, value]).toEqual([key, defaultSettings[key as never]]);
    }
  });

  it('has a walkthrough that installs the runtime before it fixes what would not find it', () => {
    const [ids] = manifest.contributes.walkthroughs.map(({ steps }) => steps.map(({ id }) => id));
    expect(ids).toEqual(['see', 'install', 'fix', 'save']);
  });

  it('has walkthrough media that exist', async () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const files = media.image ? Object.values(media.image) : [media.markdown ?? 'missing'];
      for (const file of files) await access(fileURLToPath(new URL(file, extension)));
    }
  });
});
