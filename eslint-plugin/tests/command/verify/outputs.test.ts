import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  flakyTests,
  lostTests,
  newFailures,
  readTestResults,
} from '../../../src/command/verify/test-results.ts';
import { newTypeErrors, typeErrors } from '../../../src/command/verify/type-errors.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('the errors that tsc prints', () => {
  it('are the same wherever they stand, in either form', () => {
    const plain = 'src/a.ts(3,5): error TS2322: Type A.\nsrc/b.ts(1,1): error TS2304: Cannot find.\n';
    const pretty = 'src/a.ts:9:2 - error TS2322: Type A.\n\n9   code\n';
    expect(typeErrors(plain)).toEqual([
      'src/a.ts: error TS2322: Type A.',
      'src/b.ts: error TS2304: Cannot find.',
    ]);
    expect(typeErrors(pretty)).toEqual(['src/a.ts: error TS2322: Type A.']);
  });

  it('are new where there are more of them', () => {
    expect(newTypeErrors(['a'], ['a', 'a', 'b'])).toEqual(['a', 'b']);
    expect(newTypeErrors(['a', 'b'], ['b'])).toEqual([]);
  });
});

describe('the results of tests', () => {
  const folder = temporaryFolder({
    'jest.json': JSON.stringify({
      testResults: [
        {
          ...{ name: '/p/a.test.js', status: 'failed', message: '' },
          assertionResults: [
            { fullName: 'adds', status: 'passed' },
            { fullName: 'loads', status: 'failed', failureMessages: ['ENOENT'] },
            { fullName: 'waits', status: 'pending' },
          ],
        },
        { name: '/p/b.test.js', status: 'failed', message: 'SyntaxError', assertionResults: [] },
      ],
    }),
    'mocha.json': JSON.stringify({
      passes: [{ fullTitle: 'adds', file: '/p/a.js' }],
      failures: [{ fullTitle: 'loads', file: '/p/a.js', err: { message: 'no', stack: 'Error: no' } }],
    }),
  });

  it('are read as jest and vitest write them', async () => {
    expect(await readTestResults(join(folder, 'jest.json'))).toEqual({
      passed: ['/p/a.test.js adds'],
      failed: { '/p/a.test.js loads': 'ENOENT', '/p/b.test.js': 'SyntaxError' },
    });
  });

  it('are read as mocha writes them', async () => {
    expect(await readTestResults(join(folder, 'mocha.json'))).toEqual({
      passed: ['/p/a.js adds'],
      failed: { '/p/a.js loads': 'Error: no' },
    });
  });

  it('tell what fails newly from what failed in some run before', () => {
    const before = [
      { passed: ['a', 'b'], failed: {} },
      { passed: ['a'], failed: { b: '' } },
    ];
    const after = [{ passed: [], failed: { a: 'why', b: '' } }];
    expect([...newFailures(before, after)]).toEqual([['a', 'why']]);
    expect(flakyTests(before)).toEqual(['b']);
    expect(lostTests(before, [{ passed: [], failed: {} }])).toEqual(['a']);
    expect(lostTests(before, after)).toEqual([]);
  });
});
