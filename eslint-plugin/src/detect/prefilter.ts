import type { Catalog } from '../catalog/index.ts';

const patterns = new WeakMap<Catalog, RegExp>();

/**
 * Whether a text can hold a blocking call at all. Most files cannot, and for them the rule listens to no node.
 * Nearly every blocking function ends in `Sync`, which makes the pattern short; the others are named.
 */
export function mayBlock(text: string, catalog: Catalog): boolean {
  let pattern = patterns.get(catalog);
  if (!pattern) {
    const others = [...catalog.names].filter((name) => !name.endsWith('Sync')).map(asWholeWord);
    pattern = new RegExp(['Sync\\b', ...others].join('|'));
    patterns.set(catalog, pattern);
  }
  return pattern.test(text);
}

/** A boundary only means something beside a word character: `@scope/package` begins with none. */
function asWholeWord(name: string): string {
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return `${/^\w/.test(name) ? '\\b' : ''}${escaped}${/\w$/.test(name) ? '\\b' : ''}`;
}
