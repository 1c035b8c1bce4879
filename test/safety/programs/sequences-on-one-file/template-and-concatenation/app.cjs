const fs = require('fs');
exports.claim = async function (folder, owner) {
  try {
    return fs.readFileSync(folder + '/owner', 'utf8');
  } catch {
    fs.writeFileSync(`${folder}/owner`, owner);
    return owner;
  }
};
