const fs = require('node:fs');
const fd = fs.openSync('wal', 'w');
module.exports = {
  async commit(id) {
    fs.writeSync(fd, `begin ${id}\n`);
    fs.fsyncSync(fd);
    fs.writeSync(fd, `end ${id}\n`);
    fs.fsyncSync(fd);
  },
};
