import fs from 'node:fs';
import * as gate from './gate.mjs';
export async function run(file) {
  if (gate.isClosed()) return 'busy';
  const text = fs.readFileSync(file, 'utf8');
  gate.close();
  return text;
}
