export const fullPath = (name) => `${name}.txt`;
export const words = (text) => text.split(' ');
