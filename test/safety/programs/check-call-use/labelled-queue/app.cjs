const fs = require('fs');
const queue = [];
exports.add = (...names) => queue.push(...names);
exports.drain = async (result) => {
  next: while (queue.length > 0) {
    const [name] = queue;
    if (name.startsWith('#')) {
      queue.shift();
      continue next;
    }
    result.push(fs.readFileSync(name, 'utf8'));
    queue.shift();
  }
};
