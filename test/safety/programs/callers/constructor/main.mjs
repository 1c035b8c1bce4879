import fs from 'node:fs';
import { Page } from './app.ts';
fs.writeFileSync('page', 'welcome');
console.log(new Page('page').html.length);
