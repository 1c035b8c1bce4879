class Subject {
  #listeners = [];
  subscribe(fn) {
    this.#listeners.push(fn);
  }
  next(value) {
    for (const fn of this.#listeners) fn(value);
  }
}
export const pages = new Subject();
