import { Daemon } from './app.mjs';
await new Daemon().start('does-not-exist');
