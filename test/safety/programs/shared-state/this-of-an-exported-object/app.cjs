const fs = require('node:fs');
module.exports = {
  user: '',
  async greet(user, file) {
    this.user = user;
    const text = fs.readFileSync(file, 'utf8');
    return `${module.exports.user}: ${text}`;
  },
};
