const users = { ann: { items: [], data: new Map(), name: 'ann' } };
const names = [];
export const find = async (id) => users[id];
export const getNames = async () => names;
