const fs = require('node:fs');
this.user = '';
exports.greet = async (user, file) => {
  this.user = user;
  const text = fs.readFileSync(file, 'utf8');
  return `${module.exports.user}: ${text}`;
};
