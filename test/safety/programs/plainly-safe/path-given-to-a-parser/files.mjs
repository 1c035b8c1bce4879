export const parse = (text, file) => `${file}: ${text.length}`;
