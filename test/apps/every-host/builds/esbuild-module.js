import process from 'node:process';
import { build } from 'esbuild';

await build({
  entryPoints: ['main.js'],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  external: ['fingerprint'],
});
