import fs from 'node:fs';
export const loadSettings = () => JSON.parse(fs.readFileSync('settings.json', 'utf8'));
export const slug = (title) => title.toLowerCase();
export const render = (title, text) => `<h1>${title}</h1>${text}`;
