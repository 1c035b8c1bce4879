const seats = new Map();
export const isTaken = (number) => seats.has(number);
export const book = (number, text) => seats.set(number, text).get(number);
