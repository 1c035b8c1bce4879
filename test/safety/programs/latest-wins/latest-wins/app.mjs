import fs from 'node:fs';
export class View {
  seq = 0;
  html = '';
  async show(id, fetchItem) {
    const seq = ++this.seq;
    const item = await fetchItem(id);
    if (seq !== this.seq) return;
    const template = fs.readFileSync(item.big ? 'big.html' : 'small.html', 'utf8');
    this.html = template.length + ':' + item.id;
  }
}
