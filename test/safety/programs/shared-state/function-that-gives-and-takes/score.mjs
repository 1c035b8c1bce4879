let score = 0;
export default (next) => (next === undefined ? score : (score = next));
