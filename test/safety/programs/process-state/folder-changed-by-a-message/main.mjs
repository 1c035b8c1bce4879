import fs from 'node:fs';
fs.mkdirSync('x', { recursive: true });
fs.writeFileSync('f', 'outside');
setImmediate(() => process.emit('SIGUSR2'));
await import('./app.mjs');
