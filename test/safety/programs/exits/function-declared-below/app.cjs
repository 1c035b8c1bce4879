const fs = require('node:fs');
process.once('exit', function () {
  removeLock();
  console.log(fs.existsSync('lock') ? 'locked for ever' : 'free');
});
async function removeLock() {
  fs.rmSync('lock');
}
exports.lock = () => fs.writeFileSync('lock', '');
