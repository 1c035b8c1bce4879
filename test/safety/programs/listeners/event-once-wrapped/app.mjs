import { once } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
export async function run() {
  const { child } = { child: spawn('true') };
  fs.writeFileSync('pid', '1');
  const [code] = await once(child, 'exit');
  return code;
}
