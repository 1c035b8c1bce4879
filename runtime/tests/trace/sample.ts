/** A recording to read, and what may be wrong with one. */
import type { Recording } from '../../src/trace/recording.ts';

export const sample: Recording = {
  format: 'to-thread-recording',
  version: 1,
  process: { id: 42, parent: 1, node: 'v24.0.0', platform: 'linux', main: 'src/server.js' },
  start: 1_700_000_000_000,
  end: 1_700_000_010_000,
  ended: true,
  functions: [
    {
      function: 'fs.readFileSync',
      count: 40,
      total: 80,
      longest: 21,
      buckets: [
        [25, 39],
        [32, 1],
      ],
    },
    { function: 'crypto.scryptSync', count: 1, total: 120, longest: 120, buckets: [[37, 1]] },
  ],
  calls: [
    {
      function: 'fs.readFileSync',
      stack: [
        { file: 'node_modules/config/lib/load.js', line: 10, column: 5, name: 'load' },
        { file: 'src/server.js', line: 12, column: 3, name: 'handle' },
      ],
      ...{
        count: 40,
        total: 80,
        longest: 21,
        buckets: [
          [25, 39],
          [32, 1],
        ],
        estimated: false,
        isAsync: true,
      },
    },
    {
      function: 'crypto.scryptSync',
      stack: [{ file: 'src/login.js', line: 7, column: 9, name: 'login' }],
      ...{ count: 1, total: 120, longest: 120, buckets: [[37, 1]], estimated: false, isAsync: false },
    },
  ],
  stalls: {
    ...{ count: 3, total: 260, longest: 115 },
    worst: [
      {
        ...{ at: 1_700_000_003_000, duration: 115, cpu: 110, loading: false },
        samples: [
          { after: 30, stack: [{ file: 'src/other.js', line: 1, column: 1 }] },
          {
            after: 100,
            function: 'crypto.scryptSync',
            stack: [{ file: 'src/login.js', line: 7, column: 9 }],
          },
        ],
      },
      {
        ...{ at: 1_700_000_005_000, duration: 90, cpu: 80, loading: false },
        samples: [{ after: 30, stack: [{ file: 'src/render.js', line: 3, column: 2, name: 'render' }] }],
      },
    ],
    timeline: {
      width: 1000,
      slots: [
        [0, 0],
        [0, 0],
        [0, 0],
        [115, 140],
        [0, 0],
        [90, 120],
      ],
    },
  },
  sources: { 'src/login.js': 'a'.repeat(64) },
};

/** What names may hold, if somebody means ill. */
const hostile = `</script><img src=x onerror="alert(1)">\u001b[31m\u202e|\`[x](http://x)\n@all`;

/** The sample with that in all names. */
export const hostileSample: Recording = JSON.parse(
  JSON.stringify(sample, (key, value: unknown) =>
    ['function', 'file', 'name', 'main', 'node'].includes(key) ? `${String(value)}${hostile}` : value,
  ),
) as Recording;
