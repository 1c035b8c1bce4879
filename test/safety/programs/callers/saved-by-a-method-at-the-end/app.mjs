import fs from 'node:fs';
export class Recorder {
  events = [];
  record(source) {
    source.on('event', (event) => this.events.push(event));
    source.on('stop', async () => {
      fs.writeFileSync('events.json', JSON.stringify(this.events));
    });
  }
}
