import a from './app.cjs';
console.log((await Promise.all([a.go(), a.go()])).join());
