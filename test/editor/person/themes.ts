import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from './person.ts';
import type { Step } from './walk.ts';

/** Themes of VS Code, each with the class that a window in it has; the last one stays. */
const THEMES = {
  dark: { theme: 'Default Dark Modern', mark: 'vs-dark' },
  'high-contrast': { theme: 'Default High Contrast', mark: 'hc-black' },
  'high-contrast-light': { theme: 'Default High Contrast Light', mark: 'hc-light' },
  light: { theme: 'Default Light Modern', mark: 'vs' },
} as const;

/**
 * What underlines, light bulb and Problems view look like in each kind of theme: the pictures of the README and of the
 * walkthrough are among them.
 *
 * @param call the word to point at, and the line it is in
 * @param settings those of the workspace
 */
export function themes(
  person: Person,
  folder: string,
  call: readonly [string, string],
  settings: Readonly<Record<string, unknown>>,
): readonly Step[] {
  const use = async (theme: string): Promise<void> => {
    const content = JSON.stringify({ ...settings, 'workbench.colorTheme': theme });
    await writeFile(join(folder, '.vscode/settings.json'), content);
  };
  return Object.entries(THEMES).map(([name, { theme, mark }]) => [
    `look at it in the colours of "${theme}"`,
    async () => {
      await use(theme);
      await person.seeTheme(mark);
      await person.open('installed/pages.ts');
      await person.seeUnderlines(3);
      await person.openLightBulb(...call, /worker thread/);
      await person.picture(
        `readme-fix-${name}`,
        '.part.editor .tabs-container',
        '.part.editor .title',
        '.action-widget',
      );
      await person.closeMenu();
      await person.picture(`readme-see-${name}`, '.part.editor', '.part.panel');
      await person.screenshot(`theme-${name}`);
    },
  ]);
}
