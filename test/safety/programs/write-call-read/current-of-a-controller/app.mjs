import fs from 'node:fs';
export class Controller {
  #user;
  authenticate(user, next) {
    this.#user = user;
    return next();
  }
  async page(file) {
    const text = fs.readFileSync(file, 'utf8');
    return this.#user + text;
  }
}
