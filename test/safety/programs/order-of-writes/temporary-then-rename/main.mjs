import fs from 'node:fs';
import { SettingsFile } from './app.ts';
const saved = await Promise.allSettled(['dark', 'light', 'dim'].map((theme) => SettingsFile.save({ theme })));
console.log(saved.map(({ status }) => status).join(), fs.readFileSync('settings.json', 'utf8'));
