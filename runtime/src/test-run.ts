let known = 0;
let hasNodeTest = false;

/** Whether a test runner runs this code: vitest, node:test, or mocha, jest and the others that have a global `it`. */
export function isTestRun(): boolean {
  return '__vitest_worker__' in globalThis || 'it' in globalThis || isNodeTest();
}

/** The list of what Node has loaded is long, and only ever grows. */
function isNodeTest(): boolean {
  const { moduleLoadList = [] } = process as { moduleLoadList?: readonly string[] };
  if (moduleLoadList.length !== known) {
    known = moduleLoadList.length;
    hasNodeTest = moduleLoadList.includes('NativeModule test');
  }
  return hasNodeTest;
}
