import fs from 'node:fs';
export const createAccounts = ({ rows }) => ({
  async open(name, terms) {
    if (rows.get(name)) return 'there';
    const text = fs.readFileSync(terms, 'utf8');
    return `${rows.create(name)} ${text}`;
  },
});
