export { conformance } from './testing/conformance.ts';
export type { ConformanceTest } from './testing/conformance.ts';
/** What the tests have executed: executors find functions by what modules export. */
export * as functions from './testing/functions.ts';
