import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
export class Daemon {
  async start(command) {
    this.child = spawn(command);
    writeFileSync('daemon.pid', String(this.child.pid));
    this.#listen();
  }
  #listen() {
    this.child.once('error', ({ code }) => console.log('could not start', code));
  }
}
