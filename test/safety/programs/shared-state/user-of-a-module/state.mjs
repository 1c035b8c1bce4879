let user = 'nobody';
export const currentUser = () => user;
export const setUser = (name) => {
  user = name;
};
