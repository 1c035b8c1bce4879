export function createSignal(value) {
  return [
    () => value,
    (next) => {
      value = next;
    },
  ];
}
