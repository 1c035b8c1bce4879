const saved = new Set();
export class Invoice {
  static exists(number) {
    return saved.has(number);
  }
  constructor(number, text) {
    this.number = number;
    this.text = text;
  }
  save() {
    saved.add(this.number);
  }
}
