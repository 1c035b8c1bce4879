import { loadedModules } from './node.ts';

let known = 0;
let hasNodeTest = false;

/** Whether a test runner runs this code: vitest, node:test, or mocha, jest and the others that have a global `it`. */
export function isTestRun(): boolean {
  return '__vitest_worker__' in globalThis || 'it' in globalThis || isNodeTest();
}

/** The list of what Node has loaded is long, and only ever grows. */
function isNodeTest(): boolean {
  const loaded = loadedModules();
  if (loaded.length !== known) {
    known = loaded.length;
    hasNodeTest = loaded.includes('NativeModule test');
  }
  return hasNodeTest;
}
