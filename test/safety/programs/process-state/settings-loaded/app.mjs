import fs from 'node:fs';
export async function start(settings, file) {
  process.loadEnvFile(settings);
  const text = fs.readFileSync(file, 'utf8');
  const stage = process.env.STAGE;
  delete process.env.STAGE;
  return `${stage}: ${text}`;
}
