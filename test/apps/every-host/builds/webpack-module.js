import { basename, dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import webpack from 'webpack';

const stats = await promisify(webpack)({
  mode: 'production',
  target: 'node',
  entry: './main.js',
  externals: { fingerprint: 'module fingerprint' },
  // `import.meta.url` means the bundle, not the place it was built from.
  module: { parser: { javascript: { importMeta: false } } },
  experiments: { outputModule: true },
  output: { path: dirname(process.argv[2]), filename: basename(process.argv[2]), module: true },
});
if (stats.hasErrors()) throw new Error(stats.toString());
