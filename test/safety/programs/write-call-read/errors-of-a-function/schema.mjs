export function compile(min) {
  const check = (value) => {
    check.errors = value < min ? [`${value} is too small`] : null;
    return value >= min;
  };
  return check;
}
