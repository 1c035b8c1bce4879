const { createHash } = require('node:crypto');

exports.digest = function digest(text) {
  return createHash('sha256').update(text).digest('hex');
};
