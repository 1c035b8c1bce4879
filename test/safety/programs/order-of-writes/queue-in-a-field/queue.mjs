export class Queue {
  #jobs = [];
  add(job) {
    this.#jobs.push(job);
  }
  next() {
    return this.#jobs.shift();
  }
}
