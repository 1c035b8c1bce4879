const log = [];
let isOpen = false;
export function withTransaction(work) {
  isOpen = true;
  log.push('begin');
  const done = work();
  log.push('commit');
  isOpen = false;
  return done;
}
export const query = (name) => {
  log.push(isOpen ? name : `${name} outside`);
  return log.join();
};
