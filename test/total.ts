/** The last line of `npm test`: what its parts came to, taken together. */
import { closingLine, total } from './support/tally.ts';

console.log(closingLine(await total()));
