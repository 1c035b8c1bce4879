const tries = new Map();
export const limiter = {
  isExhausted: (name) => tries.get(name) === 1,
  hit(name) {
    tries.set(name, 1);
    return 'wrong';
  },
};
