const { EventEmitter } = require('events');
const fs = require('fs');
const bus = new EventEmitter();
const index = [];
bus.on('file', async (file) => {
  index.push(fs.readFileSync(file, 'utf8'));
});
exports.indexOf = (...files) => {
  for (const file of files) bus.emit('file', file);
  return index.join();
};
