const fs = require('fs');
class Worker {
  done = 0;
  onSignal = async () => {
    fs.writeFileSync('state', String(this.done));
    process.exit();
  };
}
const worker = new Worker();
process.once('SIGTERM', worker.onSignal);
process.kill(process.pid, 'SIGTERM');
const timer = setInterval(() => {
  worker.done++;
  if (fs.existsSync('state')) console.log('at work while stopping');
  if (worker.done > 50) clearInterval(timer);
}, 1);
process.on('exit', () => console.log('saved', fs.readFileSync('state', 'utf8') === String(worker.done)));
