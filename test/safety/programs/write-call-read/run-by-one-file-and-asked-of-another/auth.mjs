let user = null;
export const currentUser = () => user;
export function runAs(name, work) {
  const before = user;
  user = name;
  try {
    return work();
  } finally {
    user = before;
  }
}
export const ctx = {
  run: runAs,
  get: () => user,
};
