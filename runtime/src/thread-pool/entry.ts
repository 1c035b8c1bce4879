import type { Worker, WorkerOptions } from 'node:worker_threads';
import { getBuiltinModule } from '../node.ts';
import { importedFirst, nodeOptionsFromStart, optionsFromStart, startWith } from '../preloads.ts';
import type { ThreadData } from '../worker/thread.ts';

/**
 * What a thread is started from. A `data:` URL needs no file, yet runs the `--import` hooks of the process, which a
 * text does not. But hooks may not let it pass.
 */
export type Entry = 'url' | 'text';

/**
 * Runs the program that comes with the data. The program itself becomes an URL only where strings may not become code,
 * because such an URL takes milliseconds to decode, and would be what stack traces show.
 */
const RUN = `try{(0,eval)(p)}catch(e){if(!(e instanceof EvalError))throw e;await import('data:text/javascript,'+encodeURIComponent(p))}`;
const DATA = `const{program:p,imports:i}=process.getBuiltinModule('worker_threads').workerData;`;

/** It ends like the file of a module: tracing libraries (import-in-the-middle) take any other entry for CommonJS. */
const URL_ENTRY = `data:text/javascript,${DATA}${RUN}//.mjs`;

/** Does what Node does when it starts from an URL. */
const TEXT_ENTRY = `(async()=>{${DATA}for(const name of i)await import(name);${RUN}})()`;

let preferred: Entry = 'url';

/** The entry that is known to work; as long as nothing is, the URL. */
export function preferredEntry(): Entry {
  return preferred;
}

/** A thread has come up from a text that had not from the URL. */
export function preferText(): void {
  preferred = 'text';
}

type ThreadOptions = Omit<WorkerOptions, 'workerData'> & { readonly workerData: ThreadData };

/** Starts a thread. */
export function openThread(entry: Entry, options: ThreadOptions): Worker {
  const { execArgv } = process;
  const { NODE_OPTIONS: inherited } = process.env;
  const nodeOptions = nodeOptionsFromStart(inherited);
  // Node reads the variable anew only for a thread that is given options.
  const given = optionsFromStart(execArgv) ?? (nodeOptions === undefined ? undefined : execArgv);
  if (nodeOptions !== undefined) process.env['NODE_OPTIONS'] = nodeOptions;
  try {
    return startWith(given, (accepted) =>
      open(entry, { ...options, ...(accepted && { execArgv: [...accepted] }) }),
    );
  } finally {
    if (nodeOptions !== undefined) process.env['NODE_OPTIONS'] = inherited;
  }
}

function open(entry: Entry, options: ThreadOptions): Worker {
  const { Worker: Thread } = getBuiltinModule('worker_threads');
  if (entry === 'url') return new Thread(new URL(URL_ENTRY), options);
  const imports = importedFirst(process.execArgv, process.env['NODE_OPTIONS']);
  return new Thread(TEXT_ENTRY, { ...options, eval: true, workerData: { ...options.workerData, imports } });
}
