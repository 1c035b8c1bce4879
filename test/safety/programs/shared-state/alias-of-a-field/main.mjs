import { Voting } from './app.mjs';
const voting = new Voting();
console.log((await Promise.all(['a', 'b', 'c'].map((name) => voting.vote(name)))).join());
