import { Seats } from './app.ts';
const seats = new Seats();
console.log(await Promise.all(['ann', 'bob', 'cy'].map((name) => seats.book(name))));
