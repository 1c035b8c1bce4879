/** Packages that run programs, or wait for somebody else to answer. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const execa = blocking('execa', 'process');
const execaPromise = twin('execa', 'promise');
/** What is made in a factory, which exports only what comes out of it. */
const made = { crossing: 'unreachable' } as const;
const madeTag = { ...made, tag: true } as const;

const crossSpawn = {
  difference:
    'It returns a ChildProcess whose output arrives on streams and whose end is its `close` event; `sync` returns status and output together.',
};

const zx = blocking('zx', 'io');

const shell = blocking('shelljs', 'io');
const SHELL_COMMANDS = [
  'cat',
  'cp',
  'find',
  'grep',
  'head',
  'ls',
  'mkdir',
  'mv',
  'rm',
  'sed',
  'sort',
  'tail',
];

/** It reads from the terminal, with settings that the module holds. */
const question = blocking('readline-sync', 'wait');
const QUESTIONS = [
  'keyIn',
  'keyInPause',
  'keyInSelect',
  'keyInYN',
  'keyInYNStrict',
  'prompt',
  'promptCL',
  'promptCLLoop',
  'promptLoop',
  'promptSimShell',
  'question',
  'questionEMail',
  'questionFloat',
  'questionInt',
  'questionNewPassword',
  'questionPath',
];

const bound = { crossing: 'thread-bound' } as const;

/** Only the main thread of an Electron application has windows. */
const electron = blocking('electron', 'wait');
const electronPromise = twin('electron', 'promise');

export const programs: readonly CatalogEntry[] = [
  blocking('cross-spawn', 'process')('sync', twin('cross-spawn', 'other')('default', crossSpawn)),
  execa('$.s', execaPromise('$'), madeTag),
  execa('$.sync', execaPromise('$'), madeTag),
  execa('execaCommandSync', execaPromise('execaCommand'), made),
  execa('execaSync', execaPromise('execa'), madeTag),
  // Until version 5 the function itself was the module, and its parts were written out.
  execa('commandSync', execaPromise('command')),
  execa('sync', execaPromise('default')),
  blocking('tinyexec', 'process')('execSync'),
  blocking('tinyexec', 'process')('xSync'),
  blocking('zx', 'process')('$.sync', twin('zx', 'promise')('$'), madeTag),
  zx('glob.sync', twin('zx', 'promise')('glob'), made),
  zx('which.sync', twin('zx', 'promise')('which'), made),

  // With a second argument it may be told not to wait.
  blocking('shelljs', 'process')('exec', undefined, { ...made, callbackAt: 1 }),
  ...SHELL_COMMANDS.map((name) => shell(name, undefined, made)),

  blocking('node-machine-id', 'process')('machineIdSync', twin('node-machine-id', 'promise')('machineId')),
  blocking('sync-fetch', 'wait')('default', undefined, { crossing: 'handle' }),
  blocking('sync-request', 'wait')('default', undefined, { crossing: 'handle' }),

  ...QUESTIONS.map((name) => question(name, undefined, bound)),

  electron(
    'dialog.showMessageBoxSync',
    electronPromise('dialog.showMessageBox', {
      difference: 'It gives `{ response, checkboxChecked }`.',
      form: '(await …).response',
    }),
    bound,
  ),
  electron(
    'dialog.showOpenDialogSync',
    electronPromise('dialog.showOpenDialog', { difference: 'It gives `{ canceled, filePaths }`.' }),
    bound,
  ),
  electron(
    'dialog.showSaveDialogSync',
    electronPromise('dialog.showSaveDialog', {
      difference: 'It gives `{ canceled, filePath }`.',
      form: '(await …).filePath',
    }),
    bound,
  ),
  electron('ipcRenderer.sendSync', undefined, bound),
];
