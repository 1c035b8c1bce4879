const fs = require('fs');
let config;
exports.getConfig = async () => {
  if (!config) config = JSON.parse(fs.readFileSync('config.json', 'utf8'));
  return config.port;
};
