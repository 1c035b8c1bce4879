import fs from 'node:fs';
const defaults = { level: 'info' };
export async function readSettings(file) {
  try {
    return { ...defaults, ...JSON.parse(fs.readFileSync(file, 'utf8')) };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { ...defaults };
  }
}
