import fs from 'node:fs';
import { Profile } from './app.mjs';
fs.writeFileSync('profile.json', '{}');
const profile = new Profile('.');
await Promise.all([
  profile.update((p) => ({ ...p, name: 'Ann' })),
  profile.update((p) => ({ ...p, age: 40 })),
]);
console.log(fs.readFileSync('profile.json', 'utf8'));
