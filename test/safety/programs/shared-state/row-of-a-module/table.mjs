const rows = new Map([['total', 0]]);
export const table = { load: (name) => rows.get(name), store: (name, row) => rows.set(name, row) };
