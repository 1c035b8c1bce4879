import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installToThread, removeFolder, temporaryFolder } from '../support/app.ts';
import { install } from '../support/npm.ts';
import { run } from '../support/program.ts';
import { pack, packPackages } from '../support/tarballs.ts';

/**
 * Drives the packed language server from a real Neovim, which has to be there: `npm run neovim -w @to-thread/test`. No
 * part of `npm test`, which installs no editor but the one that the extension is for.
 */

const FILE = `import { readdirSync, readFileSync } from 'node:fs';

export async function load(path) {
  if (!readdirSync('.').includes(path)) return undefined;
  return readFileSync(path, 'utf8');
}
`;

const CONFIG = `import toThread from 'eslint-plugin-to-thread';
export default [toThread.configs.recommended];
`;

const folder = await temporaryFolder('neovim');
try {
  const tarballs = await packPackages(folder);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'app', private: true, type: 'module' }),
  );
  await installToThread(folder, { tarballs });
  await install(folder, [await pack('extension/language-server', folder)], ['--no-save']);
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src/load.js'), FILE);
  await writeFile(join(folder, 'eslint.config.js'), CONFIG);
  const server = join(folder, 'node_modules/to-thread-language-server/dist/to-thread-language-server.cjs');
  const script = join(import.meta.dirname, 'neovim.lua');
  const args = ['--headless', '--clean', '-S', script, '--', server, folder, join(folder, 'src/load.js')];
  const { code, stdout, stderr } = await run('nvim', args, {
    cwd: folder,
    env: { HOME: folder },
    limit: 60_000,
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code ?? 1;
} finally {
  await removeFolder(folder);
}
