const accounts = new Map([[1, { balance: 100 }]]);
export const getAccount = async (id) => accounts.get(id);
