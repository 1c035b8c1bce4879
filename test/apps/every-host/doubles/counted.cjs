const { toThread } = require('to-thread');

const twice = (n) => n * 2;

exports.twiceHere = (n) => twice(n);
exports.twiceInThread = (n) => toThread((number) => number * 2, n);
