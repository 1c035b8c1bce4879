import { execSync } from 'node:child_process';
export async function deploy(stage) {
  process.env.STAGE = stage;
  return execSync('echo $STAGE', { encoding: 'utf8' }).trim();
}
