export const run = () =>
  Object.assign(new Promise((_, reject) => setImmediate(reject, new Error('boom'))), { pid: 1 });
