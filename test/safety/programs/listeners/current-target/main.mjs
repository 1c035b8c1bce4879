import fs from 'node:fs';
import { answer } from './app.ts';
fs.writeFileSync('answer', 'yes');
const target = Object.assign(new EventTarget(), { label: 'button' });
answer(target);
target.dispatchEvent(new Event('ask'));
