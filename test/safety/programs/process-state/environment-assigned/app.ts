import { execSync } from 'node:child_process';
export async function greet(name: string): Promise<string> {
  Object.assign(process.env, { GREETED: name });
  const said: string = execSync('echo hello $GREETED', { encoding: 'utf8' });
  delete process.env['GREETED'];
  return said.trim();
}
