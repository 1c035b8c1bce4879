import process from 'node:process';
import { build } from 'esbuild';

await build({
  entryPoints: ['main.cjs'],
  outfile: process.argv[2],
  bundle: true,
  keepNames: true,
  platform: 'node',
  format: 'cjs',
  external: ['fingerprint'],
});
