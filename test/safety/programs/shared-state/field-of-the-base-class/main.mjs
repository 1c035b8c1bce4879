import fs from 'node:fs';
import { Gate } from './app.mjs';
fs.writeFileSync('a', 'A');
const gate = new Gate();
const entered = gate.enter('a');
setImmediate(() => gate.shut());
console.log(await entered);
