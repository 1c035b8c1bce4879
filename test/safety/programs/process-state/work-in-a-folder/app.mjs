import { execSync } from 'node:child_process';
async function inFolder(folder, work) {
  const home = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(home);
  }
}
export const nameOf = (folder) =>
  inFolder(folder, async () => execSync('basename "$PWD"', { encoding: 'utf8' }).trim());
