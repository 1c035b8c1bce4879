const fs = require('node:fs');
global.user = '';
exports.greet = async (name, file) => {
  user = name;
  const text = fs.readFileSync(file, 'utf8');
  return `${global.user}: ${text}`;
};
