import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalogPage, pagePath } from '../../scripts/catalog-page.ts';

describe('docs/catalog.md', () => {
  it('is what `npm run docs -w eslint-plugin` writes', async () => {
    expect(await readFile(pagePath, 'utf8')).toBe(await catalogPage());
  });
});
