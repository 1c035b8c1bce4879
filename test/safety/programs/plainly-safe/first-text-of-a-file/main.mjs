import { settings, theme } from './app.mjs';
const files = await Promise.all([settings('a.json'), settings('a.json'), settings('b.json')]);
console.log(await Promise.all(files.map(theme)));
