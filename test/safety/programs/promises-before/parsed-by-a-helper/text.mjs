export const fetchText = () => new Promise((_, reject) => setImmediate(reject, new Error('boom')));
export const parse = async (source, text) => (await source) + text;
