process.env.FOO = 'set';
const { f } = await import('./app.mjs');
console.log(await f());
