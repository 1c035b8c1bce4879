import fs from 'node:fs';
class App {
  async stop() {
    fs.writeFileSync('cleaned', '');
  }
}
const app = new App();
process.on('exit', () => app.stop());
process.on('exit', () => console.log(fs.existsSync('cleaned')));
