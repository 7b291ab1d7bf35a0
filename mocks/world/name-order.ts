/** Places of a list whose entries are called 1, 2, 3, …, in the order of those names as texts: 1, 10, 11, 2, 3, … */
export function inNameOrder(count: number): readonly number[] {
  orders[count] ??= Array.from({ length: count }, (_, at) => at).sort((a, b) =>
    `${a + 1}` < `${b + 1}` ? -1 : 1,
  );
  return orders[count];
}

const orders: (readonly number[])[] = [];
