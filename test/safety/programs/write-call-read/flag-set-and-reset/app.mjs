import fs from 'node:fs';
export class Importer {
  quiet = false;
  warnings = [];
  warn(text) {
    if (!this.quiet) this.warnings.push(text);
  }
  async load(file) {
    this.quiet = true;
    try {
      return fs.readFileSync(file, 'utf8');
    } finally {
      this.quiet = false;
    }
  }
}
