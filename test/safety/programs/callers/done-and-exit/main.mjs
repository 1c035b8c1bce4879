import { finish } from './app.mjs';
finish(42);
