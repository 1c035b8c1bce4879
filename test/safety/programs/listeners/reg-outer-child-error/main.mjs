import { start } from './app.mjs';
await start('does-not-exist');
