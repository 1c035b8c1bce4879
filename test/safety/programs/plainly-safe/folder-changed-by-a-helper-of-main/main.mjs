import fs from 'node:fs';
fs.mkdirSync('x', { recursive: true });
fs.writeFileSync('x/f', 'inside');
fs.writeFileSync('f', 'outside');
await import('./app.mjs');
