import { basename, dirname } from 'node:path';
import process from 'node:process';
import { build } from 'vite';

await build({
  logLevel: 'warn',
  ssr: { noExternal: ['to-thread'], external: ['fingerprint'] },
  build: {
    ssr: 'main.js',
    outDir: dirname(process.argv[2]),
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: basename(process.argv[2]) } },
  },
});
