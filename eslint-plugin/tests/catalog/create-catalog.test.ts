import { describe, expect, it } from 'vitest';
import { blockingNames, builtInCatalog, createCatalog, findEntry } from '../../src/catalog/index.ts';
import type { CatalogEntry } from '../../src/catalog/index.ts';

const own: CatalogEntry = { module: './slow.js', export: 'load', kind: 'io', crossing: 'ok' };

describe('createCatalog', () => {
  it('finds an entry with and without the prefix of its module', () => {
    expect(findEntry('fs', 'readFileSync')).toMatchObject({ module: 'fs', kind: 'io', crossing: 'ok' });
    expect(findEntry('node:fs', 'readFileSync')).toBe(findEntry('fs', 'readFileSync'));
    expect(findEntry('globalThis', 'Atomics.wait')?.kind).toBe('wait');
  });

  it('finds nothing by the name alone', () => {
    expect(findEntry('memfs', 'readFileSync')).toBeUndefined();
    expect(findEntry('fs', 'Atomics.wait')).toBeUndefined();
    expect(findEntry('fs', 'toString')).toBeUndefined();
    expect(findEntry('fs', '__proto__')).toBeUndefined();
  });

  it('keeps methods of instances apart from exports', () => {
    expect(builtInCatalog.findMethod('node:sqlite', 'StatementSync', 'all')?.crossing).toBe('handle');
    expect(builtInCatalog.findMethod('better-sqlite3', 'Statement', 'all')).toBeDefined();
    expect(builtInCatalog.findMethod('sqlite', 'StatementSync', 'columns')).toBeUndefined();
    expect(findEntry('sqlite', 'StatementSync.all')).toBeUndefined();
    expect(builtInCatalog.methodNames).toContain('all');
    expect(blockingNames).not.toContain('all');
  });

  it('takes more entries, the later ones in the place of the earlier', () => {
    const cheaper = {
      module: 'node:fs',
      export: 'existsSync',
      kind: 'io',
      crossing: 'ok',
      cheap: true,
    } as const;
    const catalog = createCatalog([...builtInCatalog.entries, own, cheaper]);
    expect(catalog.find('./slow.js', 'load')).toBe(own);
    expect(catalog.find('fs', 'existsSync')).toBe(cheaper);
    expect(catalog.names).toContain('load');
    expect(builtInCatalog.find('./slow.js', 'load')).toBeUndefined();
  });

  it('knows a default export by the name of its module', () => {
    expect(blockingNames).toContain('better-sqlite3');
    expect(blockingNames).not.toContain('default');
  });
});

describe('every entry', () => {
  const { entries } = builtInCatalog;

  it('is there once', () => {
    const names = entries.map((entry) => `${entry.module} ${entry.export}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('explains a twin that gives neither a promise nor a callback', () => {
    const silent = entries.filter(
      ({ native }) => native?.style === 'other' && native.difference === undefined,
    );
    expect(silent).toEqual([]);
  });

  it('explains itself in whole sentences', () => {
    for (const { native } of entries)
      if (native?.difference) expect(native.difference).toMatch(/^[A-Z`].*\.$/);
  });

  it('says of options only where the call can cross at all', () => {
    expect(
      entries.filter(({ crossing, options }) => options && crossing !== 'ok').map((e) => e.export),
    ).toEqual([]);
  });
});
