const rows = new Map();
export const table = () => ({
  get: (key) => rows.get(key) ?? 0,
  put: (key, value) => void rows.set(key, value),
});
