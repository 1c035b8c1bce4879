import { Session } from 'node:inspector/promises';
import { Linter } from 'eslint';
import plugin from '../../src/index.ts';

const RULES = ['no-blocking-in-async', 'no-blocking-lookup-in-async'] as const;

function lint(code: string): Linter.LintMessage[] {
  return new Linter().verify(code, {
    plugins: { 'to-thread': plugin },
    rules: Object.fromEntries(RULES.map((name) => [`to-thread/${name}`, 'error'])),
  });
}

/** What it takes to lint a program. */
interface Work {
  readonly reports: number;
  /** How often functions of the plugin are called: the same on every machine, and each time. */
  readonly calls: number;
}

/** Counts what the rules do to a program, in calls of their functions, as V8 counts them for reports of coverage. */
export async function workOf(code: string): Promise<Work> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await session.post('Profiler.takePreciseCoverage');
    const { length: reports } = lint(code);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const calls = result
      .filter(({ url }) => url.includes('/eslint-plugin/src/'))
      .flatMap(({ functions }) => functions.map(({ ranges: [whole] }) => whole?.count ?? 0))
      .reduce((sum, count) => sum + count, 0);
    return { reports, calls };
  } finally {
    session.disconnect();
  }
}
