import { Ticket } from './app.cjs';
const ticket = new Ticket();
console.log((await Promise.all([ticket.print(), ticket.print()])).join());
