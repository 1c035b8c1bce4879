export const shown = [];
export const show = (text) => {
  shown.push(text);
};
