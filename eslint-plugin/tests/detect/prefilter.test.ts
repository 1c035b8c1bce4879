import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { builtInCatalog, nodeCatalog } from '../../src/catalog/index.ts';
import { mayBlock } from '../../src/detect/prefilter.ts';

const catalog = createCatalog(nodeCatalog);

describe('the test of a text before anything else', () => {
  it.each([
    'fs.readFileSync(p)',
    "fs['readFileSync'](p)",
    "import { readFileSync as read } from 'fs'",
    'Atomics.wait(a, 0, 0)',
    'v8.writeHeapSnapshot()',
    '// Sync',
  ])('lets %j through', (text) => {
    expect(mayBlock(text, catalog)).toBe(true);
  });

  it.each([
    '',
    'fs.readFile(p)',
    'await sleep(1)',
    'Synchronous',
    'resync',
    'awaiting',
    'waiter.waitAsync()',
  ])('stops %j', (text) => {
    expect(mayBlock(text, catalog)).toBe(false);
  });

  it('lets every name of the catalog through', () => {
    for (const name of builtInCatalog.names) {
      expect(mayBlock(`x.${name}(y)`, builtInCatalog), name).toBe(true);
      expect(mayBlock(`import { ${name} } from "x"`, builtInCatalog), name).toBe(true);
    }
  });

  it.each(['$', '$run', 'run$', 'a$b', 'läuft', '@scope/package', './slow.js', 'c++'])(
    'takes the name %s as it is',
    (name) => {
      const entry = { module: name, export: 'default', kind: 'io', crossing: 'ok' } as const;
      expect(mayBlock(`import x from '${name}'`, createCatalog([entry]))).toBe(true);
      expect(mayBlock(`import x from 'other'`, createCatalog([entry]))).toBe(false);
    },
  );
});
