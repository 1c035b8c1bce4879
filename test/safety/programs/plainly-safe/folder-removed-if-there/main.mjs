import fs from 'node:fs';
import { build } from './app.mjs';
fs.mkdirSync('scratch/deep', { recursive: true });
fs.mkdirSync('other');
console.log(
  await Promise.all([build('scratch'), build('other'), build('scratch'), build()]),
  fs.readdirSync('.').includes('scratch'),
);
