import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import ncc from '@vercel/ncc';

const { code } = await ncc(resolve('main.js'), { externals: ['fingerprint'], quiet: true });
await writeFile(process.argv[2], code);
