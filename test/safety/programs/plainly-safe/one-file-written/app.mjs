import fs from 'node:fs';
export async function saveSettings(settings) {
  fs.writeFileSync('settings.json', JSON.stringify(settings, null, 2));
}
