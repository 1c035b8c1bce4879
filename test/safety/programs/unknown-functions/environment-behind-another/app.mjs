import { execSync } from 'node:child_process';
export async function build(target) {
  const env = Object.create(process.env);
  env.TARGET = target;
  return execSync('echo "$TARGET"', { env, encoding: 'utf8' }).trim();
}
