const CODE = '{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,astro}';

/** Where tests are usually kept, and what they are called. What blocks there holds up nobody but the tests. */
export const TEST_FILES: readonly string[] = [
  ...[
    'test',
    'tests',
    '__tests__',
    '__mocks__',
    '__fixtures__',
    'spec',
    'specs',
    'e2e',
    'cypress',
    'fixtures',
  ].map((folder) => `**/${folder}/`),
  `**/*.{test,tests,spec,specs,e2e,bench}.${CODE}`,
  `**/*{-,_}{test,spec}.${CODE}`,
  `**/test.${CODE}`,
];
