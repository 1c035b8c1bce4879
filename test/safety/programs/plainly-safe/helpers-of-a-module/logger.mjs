export const info = (text) => console.log(text);
