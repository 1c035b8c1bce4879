import fs from 'node:fs';
export class Seats {
  private taken = 0;
  get free(): number {
    return 2 - this.taken;
  }
  set free(count: number) {
    this.taken = 2 - count;
  }
  async book(name: string): Promise<string> {
    if (this.free === 0) return `${name}: sold out`;
    fs.appendFileSync('bookings', `${name}\n`);
    this.free -= 1;
    return `${name}: booked`;
  }
}
