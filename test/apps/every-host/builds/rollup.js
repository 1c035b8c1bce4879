import process from 'node:process';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

const bundle = await rollup({
  input: 'main.js',
  external: ['fingerprint', /^node:/],
  plugins: [nodeResolve()],
});
await bundle.write({ file: process.argv[2], format: 'es' });
await bundle.close();
