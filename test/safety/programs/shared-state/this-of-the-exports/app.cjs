const fs = require('node:fs');
exports.user = '';
exports.greet = async function (user, file) {
  this.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${exports.user}: ${text}`;
};
