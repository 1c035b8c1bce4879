const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
exports.checksum = async function (file, algorithm = 'sha256') {
  const hash = createHash(algorithm);
  hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
};
