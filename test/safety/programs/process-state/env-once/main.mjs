import { deploy } from './app.mjs';
console.log(await deploy('one'));
console.log((await Promise.all([deploy('a'), deploy('b'), deploy('c')])).join());
