#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import manifest from '../../language-server/package.json' with { type: 'json' };
import { SERVER_FLAGS } from '../shared/server-flags.ts';
import { createServer } from './server.ts';
import { bundledThreads } from './threads/bundled-threads.ts';

/** The language server as a program of its own, for editors other than VS Code. */

const USAGE = `${manifest.name} ${manifest.version}: blocking calls in async code, for editors

  ${manifest.name} --stdio         speak over standard input and output
  ${manifest.name} --socket=PORT   connect to a port of this machine
  ${manifest.name} --pipe=NAME     connect to a named pipe
  ${manifest.name} --version

Settings of the editor, and what they mean: ${manifest.homepage}
`;

const [, , ...args] = process.argv;

if (!isMainThread) {
  void import('./threads/check-thread.ts');
} else if (args.includes('--version')) {
  process.stdout.write(`${manifest.version}\n`);
} else if (args.includes('--help')) {
  process.stdout.write(USAGE);
} else if (args.includes('--stdio')) {
  start(() => createConnection(ProposedFeatures.all, process.stdin, ownOutput()));
} else if (args.some((arg) => /^--(?:node-ipc|socket|pipe)\b/.test(arg))) {
  start((): Connection => createConnection(ProposedFeatures.all));
} else {
  process.stderr.write(USAGE);
  process.exitCode = 1;
}

function start(connect: () => Connection): void {
  for (const flag of SERVER_FLAGS) setFlagsFromString(flag);
  // Absent before Node 22.1.
  (enableCompileCache as typeof enableCompileCache | undefined)?.();
  createServer(connect(), bundledThreads);
}

/** Standard output for the protocol alone: what the configuration of a project prints would end up within messages. */
function ownOutput(): Writable {
  const { stderr, stdout } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return new Writable({
    write(chunk: Uint8Array, encoding, done) {
      write(chunk, encoding, done);
    },
  });
}
