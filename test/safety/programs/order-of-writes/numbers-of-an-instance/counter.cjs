exports.Counter = class {
  constructor(n) {
    this.n = n;
  }
  take() {
    return this.n++;
  }
};
