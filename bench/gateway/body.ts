/** As long as what a portal says of a person. */
export const body = JSON.stringify({
  roles: Array.from({ length: 10 }, (_, index) => `role ${index}`.padEnd(90, '.')),
});
