let last = 0;
const order = [];
export const nextNumber = () => ++last;
export const publish = (number, text) => {
  order.push(number);
  return `${text} ${order.join('')}`;
};
