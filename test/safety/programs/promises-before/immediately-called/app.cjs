const fs = require('fs');
exports.run = async function run(load) {
  const figures = (async () => {
    const loaded = await load();
    return loaded.trim();
  })();
  const template = fs.readFileSync('big', 'utf8');
  return template + (await figures);
};
