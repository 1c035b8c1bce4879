import { isMainThread } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createServer } from './server.ts';
import { bundledThreads } from './threads/bundled-threads.ts';

if (isMainThread) createServer(createConnection(ProposedFeatures.all), bundledThreads);
else void import('./threads/check-thread.ts');
