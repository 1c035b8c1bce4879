const { twiceHere, twiceInThread } = require('./counted.cjs');

void twiceInThread(3).then((result) => {
  console.log(result, twiceHere(3));
});
