import { writeFileSync } from 'node:fs';
export class Invoice {
  static #next = 1;
  static async issue(customer) {
    const invoice = { number: Invoice.#next, customer };
    writeFileSync(`invoice-${customer}.json`, JSON.stringify(invoice));
    Invoice.#next++;
    return invoice.number;
  }
}
