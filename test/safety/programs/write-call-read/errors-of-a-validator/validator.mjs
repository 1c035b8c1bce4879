export class Validator {
  errors = null;
  constructor(min) {
    this.min = min;
  }
  validate(value) {
    this.errors = value < this.min ? `${value} is too small` : null;
    return value >= this.min;
  }
}
