import fs from 'node:fs';
import { createHash } from 'node:crypto';
const hash = createHash('sha1');
export async function add(file) {
  hash.update(fs.readFileSync(file));
}
export const digest = () => hash.digest('hex');
