import { basename, dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import webpack from 'webpack';

const stats = await promisify(webpack)({
  mode: 'production',
  target: 'node',
  entry: './main.cjs',
  externals: { fingerprint: 'commonjs fingerprint' },
  // `__filename` means the bundle, not the place it was built from.
  node: { __filename: false },
  output: { path: dirname(process.argv[2]), filename: basename(process.argv[2]) },
});
if (stats.hasErrors()) throw new Error(stats.toString());
