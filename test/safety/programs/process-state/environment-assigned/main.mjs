import { greet } from './app.ts';
const said = greet('ann');
console.log(process.env.GREETED ?? 'nobody');
console.log(await said);
