import { upload } from './app.mjs';
console.log(await Promise.all([upload('x', 'one'), upload('x', 'two'), upload('x', 'three')]));
