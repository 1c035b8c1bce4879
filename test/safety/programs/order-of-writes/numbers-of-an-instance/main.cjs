const fs = require('fs');
const { invoice } = require('./app.cjs');
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
Promise.all([invoice('a'), invoice('b')]).then((made) => console.log(JSON.stringify(made)));
