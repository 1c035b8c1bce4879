/** The commands by their ids; what they are called in the editor is in package.json. */
export const COMMANDS = {
  scanWorkspace: 'toThread.scanWorkspace',
  scanFolder: 'toThread.scanFolder',
  scanPackage: 'toThread.scanPackage',
  scanChangedFiles: 'toThread.scanChangedFiles',
  fixWorkspace: 'toThread.fixWorkspace',
  clearResults: 'toThread.clearResults',
  installRuntime: 'toThread.installRuntime',
  restartServer: 'toThread.restartServer',
  showOutput: 'toThread.showOutput',
  openRuleDocumentation: 'toThread.openRuleDocumentation',
} as const;

/** The kind of the code action that fixes a document when it is saved. */
export const FIX_ALL_KIND = 'source.fixAll.toThread';

/** Set once a file has been seen that has the runtime: what ticks the step of the walkthrough. */
export const RUNTIME_INSTALLED = 'toThread.runtimeInstalled';
