const fs = require('fs');
const count = Symbol('count');
class Ticket {
  [count] = 0;
  async print() {
    const number = this[count] + 1;
    fs.writeFileSync(`ticket-${number}`, '');
    this[count] = number;
    return number;
  }
}
exports.Ticket = Ticket;
