import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalogPage, pagePath } from '../../scripts/catalog-page.ts';

describe('docs/catalog.md', () => {
  it('is what `npm run docs -w eslint-plugin` writes', async () => {
    expect(await readFile(pagePath, 'utf8')).toBe(await catalogPage());
  });

  it('says that a package has the functions of `fs` only where it has all of them', async () => {
    const page = await readFile(pagePath, 'utf8');
    const like = [...page.matchAll(/^### `(.+)`\n\nEvery blocking function of `fs`/gm)].map(
      ([, name]) => name,
    );
    expect(like).toEqual(['fs-extra', 'graceful-fs']);
  });
});
