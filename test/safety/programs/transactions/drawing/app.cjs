const fs = require('fs');
module.exports = class Canvas {
  constructor(context) {
    this.context = context;
  }
  async place(file, x) {
    this.context.save();
    this.context.translate(x);
    const image = fs.readFileSync(file, 'utf8');
    this.context.draw(image);
    this.context.restore();
  }
};
