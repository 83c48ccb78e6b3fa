/** The next free id of a list: 024-1-m-7; counted from behind what the list has. */
export function freeId(
  prefix: string,
  taken: readonly { readonly id: string }[],
  from = taken.length + 1,
): string {
  const known = new Set(taken.map(({ id }) => id));
  let number = from;
  while (known.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
