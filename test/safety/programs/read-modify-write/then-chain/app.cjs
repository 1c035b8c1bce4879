const { readFileSync, writeFileSync } = require('fs');
const load = async () => JSON.parse(readFileSync('visits.json', 'utf8'));
const save = async (visits) => writeFileSync('visits.json', JSON.stringify(visits));
exports.visit = (page) =>
  load()
    .then((visits) => ({ ...visits, [page]: (visits[page] ?? 0) + 1 }))
    .then((visits) => save(visits).then(() => visits[page]));
