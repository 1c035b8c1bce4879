import fs from 'node:fs';
import { greet } from './app.ts';
fs.writeFileSync('greeting', 'hello');
console.log(await greet(1));
