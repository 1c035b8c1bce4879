import { execSync, spawn } from 'node:child_process';
import { fifo } from './app.mjs';
execSync('mkfifo fifo');
spawn('sh', ['-c', 'sleep 0.1; echo hi > fifo']);
console.log((await fifo()).trim());
