const { readFileSync } = require('fs');
const parts = [];
exports.page = async (title, file) => {
  parts.length = 0;
  parts.push(title);
  const body = readFileSync(file, 'utf8');
  parts.push(body);
  return parts.join(': ');
};
