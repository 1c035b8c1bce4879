const fs = require('fs');
exports.Batch = class {
  #items = [];
  async add(file) {
    if (this.#items.length === 0) process.nextTick(() => this.#flush());
    this.#items.push(fs.readFileSync(file, 'utf8'));
  }
  #flush() {
    console.log('flushed', this.#items.splice(0).join());
  }
};
