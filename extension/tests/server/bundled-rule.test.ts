import { expect, it } from 'vitest';
import { bundledSetup } from '../../src/server/lint/bundled-rule.ts';

it.each(['concurrent', 'serial'] as const)(
  'the rules about blocking calls are told that runs are %s',
  (runs) => {
    const { config } = bundledSetup('/project/a.js', runs);
    expect(config[0]?.rules).toEqual({
      'to-thread/no-blocking-in-async': ['error', { runs }],
      'to-thread/no-blocking-lookup-in-async': ['warn', { runs }],
      'to-thread/valid-to-thread': 'error',
    });
  },
);
