import fs from 'node:fs';
import { env, loadEnvFile } from 'node:process';
export async function start(settings, file) {
  loadEnvFile(settings);
  const text = fs.readFileSync(file, 'utf8');
  const stage = env.STAGE;
  delete process.env.STAGE;
  return `${stage}: ${text}`;
}
