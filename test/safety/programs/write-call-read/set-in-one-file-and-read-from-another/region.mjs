export let region = 'eu';
export const setRegion = (name) => {
  region = name;
};
