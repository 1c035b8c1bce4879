import { run } from './app.mjs';
await run('does-not-exist');
