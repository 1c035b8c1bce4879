import fs from 'node:fs';
import { saveSettings } from './app.mjs';
await saveSettings({ theme: 'dark' });
console.log(fs.readFileSync('settings.json', 'utf8'));
