import app from './app.cjs';
console.log((await Promise.all(['x', 'y', 'z'].map(app.build))).join(), process.env.TARGET);
