import { measure } from './app.mjs';
console.log(await Promise.all([measure('m', 'x'.repeat(3e6)), measure('m', 'two'), measure('m', 'y')]));
