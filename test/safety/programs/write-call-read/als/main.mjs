import { als, work } from './app.mjs';
als.run('outer', () => {
  work().then(console.log);
  console.log(als.getStore());
});
