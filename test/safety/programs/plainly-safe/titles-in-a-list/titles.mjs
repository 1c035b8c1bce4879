export const titleOf = (text) => text.toUpperCase();
