import fs from 'node:fs';
import process from 'node:process';
const load = (settings) => process.loadEnvFile(settings);
export async function start(settings, file) {
  load(settings);
  const text = fs.readFileSync(file, 'utf8');
  const stage = process.env.STAGE;
  delete process.env.STAGE;
  return `${stage}: ${text}`;
}
