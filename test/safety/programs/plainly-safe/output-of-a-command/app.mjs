import { execFileSync } from 'node:child_process';
export async function versions() {
  const output = execFileSync(process.execPath, ['--print', 'JSON.stringify({ v8: 1, node: 24 })'], {
    encoding: 'utf8',
  });
  return Object.entries(JSON.parse(output)).map(([name, version]) => `${name} ${version}`);
}
