import process from 'node:process';
import { build } from 'esbuild';

await build({
  entryPoints: ['main-executable.cjs'],
  outfile: process.argv[2],
  bundle: true,
  platform: 'node',
  format: 'cjs',
});
