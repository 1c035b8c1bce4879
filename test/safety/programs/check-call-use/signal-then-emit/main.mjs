import fs from 'node:fs';
import { resolve } from './app.mjs';
fs.writeFileSync('f', 'abc');
const controller = new AbortController();
const emit = (size) => console.log(controller.signal.aborted ? 'emitted after the abort' : 'emitted', size);
const resolved = resolve('f', { signal: controller.signal, emit });
controller.abort();
await resolved;
