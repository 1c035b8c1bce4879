export let current;
export const login = (name) => {
  current = name;
};
