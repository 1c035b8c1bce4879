import fs from 'node:fs';
import { once } from 'node:events';
export async function upload(req) {
  const limit = Number(fs.readFileSync('limit', 'utf8'));
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).length <= limit;
}
