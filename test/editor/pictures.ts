import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Puts the pictures that the walk of a person has taken where the README and the walkthrough show them. */

const screenshots = join(import.meta.dirname, 'dist/screenshots');
const media = resolve(import.meta.dirname, '../../extension/media');

for (const what of ['see', 'fix'])
  for (const theme of ['light', 'dark', 'high-contrast'])
    await copyFile(join(screenshots, `readme-${what}-${theme}.png`), join(media, `${what}-${theme}.png`));
