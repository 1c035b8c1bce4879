import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import { Linting } from '../lint/linting.ts';
import { checkFile } from '../workspace/workspace-files.ts';
import { outcomeOf } from '../workspace/file-outcome.ts';
import type { Answer, FileTask } from './messages.ts';

/** A thread that checks files, one at a time. It is ended from outside, whatever it is doing. */

const port = parentPort;
if (!port) throw new Error('This is a part of the language server, and no program of its own.');

let task: FileTask | undefined;

const environment = {
  settings: () => (task ? Promise.resolve(task.settings) : Promise.reject(new Error('there is no task'))),
  workspaceFolder: () => Promise.resolve(task?.folder),
};
const linting = new Linting(environment);

port.on('message', (next: FileTask) => {
  task = next;
  void answerTo(next).then((answer) => {
    port.postMessage(answer);
  });
});

async function answerTo({ file, withEdits }: FileTask): Promise<Answer> {
  try {
    const checked = await checkFile(file, { linting, onPlanned: begin });
    return { kind: 'done', outcome: await outcomeOf(checked.document, checked.report, withEdits) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function begin(): void {
  port?.postMessage({ kind: 'begun' } satisfies Answer);
}

// What the configuration of a project refuses and nobody waits for ends no thread, as it ends no server.
process.on('unhandledRejection', () => undefined);
