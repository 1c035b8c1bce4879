const { readFileSync } = require('node:fs');
let selected;
const view = { text: '' };
exports.view = view;
exports.select = async (id, permit) => {
  selected = id;
  if (!(await permit(id))) return;
  if (selected !== id) return;
  view.text = readFileSync(id, 'utf8');
};
