import { release } from './app.mjs';
console.log((await Promise.all([release('1.0.0'), release('2.0.0'), release('3.0.0')])).join());
