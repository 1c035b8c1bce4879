const fs = require('fs');
async function init() {
  module.exports.version = fs.readFileSync('VERSION', 'utf8').trim();
}
init();
