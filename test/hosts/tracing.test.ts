/** Tracing libraries change how modules are loaded, and wrap functions of Node. Calls of these give what they give. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectExecutorsToWork, expectSameResults, type Host, setUpHost } from './host.ts';

/** How each is loaded, and whether it wraps `readFileSync`, `statSync` and `execSync`. */
const tools = [
  ['import-in-the-middle', './tracing/import-in-the-middle.js', [false, false, false]],
  ['OpenTelemetry', './tracing/open-telemetry.js', [true, true, false]],
  ['Sentry', './tracing/sentry.js', [true, true, false]],
  ['dd-trace', 'dd-trace/initialize.mjs', [true, true, true]],
] as const;

describe('beside', () => {
  let host: Host;

  beforeAll(async () => {
    host = await setUpHost('tracing', [
      'import-in-the-middle',
      '@opentelemetry/api',
      '@opentelemetry/instrumentation',
      '@opentelemetry/instrumentation-fs',
      '@sentry/node',
      'dd-trace',
    ]);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  describe.each(tools)('%s', (_name, preload, wrapped) => {
    // Nobody listens for what would be reported.
    const env = {
      DD_TRACE_STARTUP_LOGS: 'false',
      DD_TRACE_AGENT_PORT: '9',
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    };
    const run = (program: string) => host.run(process.execPath, ['--import', preload, program], { env });

    test('which wraps what it is meant to wrap', async () => {
      const { stdout, stderr } = await run('tracing/wrapped.js');
      expect(stdout, stderr).toBe(`${JSON.stringify(wrapped)}\n`);
    });

    test('calls give the same', async () => {
      expectSameResults(await run('main.js'));
    });

    test('calls are aborted, go on after that, processes start, and the program ends', async () => {
      expectExecutorsToWork(await run('executors.js'));
    });
  });
});
