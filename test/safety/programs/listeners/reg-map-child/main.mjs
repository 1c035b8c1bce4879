import { start } from './app.mjs';
await start('x', 'does-not-exist');
