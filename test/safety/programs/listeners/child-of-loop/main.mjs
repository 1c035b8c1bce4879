import { run } from './app.mjs';
await run(2);
