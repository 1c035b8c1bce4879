let last = 0;
export function nextSync() {
  last += 1;
  return last;
}
