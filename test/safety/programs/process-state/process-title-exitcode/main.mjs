import { check } from './app.mjs';
await check();
