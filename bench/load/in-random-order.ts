import { randomFrom } from '#bench/search/random.ts';

/** The entries in an order that is random and the same in every run of this seed (Fisher–Yates). */
export function inRandomOrder<T>(entries: readonly T[], seed: number): T[] {
  const random = randomFrom(seed);
  const order = [...entries];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] as T, order[index] as T];
  }
  return order;
}
