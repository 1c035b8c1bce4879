import { execSync } from 'node:child_process';
const stack = [];
function pushd(dir) {
  stack.push(process.cwd());
  process.chdir(dir);
}
function popd() {
  process.chdir(stack.pop());
}
export async function build(dir) {
  pushd(dir);
  try {
    return execSync('basename "$PWD"', { encoding: 'utf8' }).trim();
  } finally {
    popd();
  }
}
