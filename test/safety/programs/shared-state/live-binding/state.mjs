export let tenant = 'a';
export const set = (t) => {
  tenant = t;
};
