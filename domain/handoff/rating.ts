/** The worst and the best a customer can say of a handoff. */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** A question for a rating is answered within this time, or not at all: a "3" of tomorrow is an order of three. */
export const RATING_OPEN_MS = 24 * 3_600_000;

const STARS = /^(?:⭐|🌟|★)(?:\uFE0F)?(?:\s*(?:⭐|🌟|★)\uFE0F?){0,4}$/u;
const NUMBER = /^([1-5])(?:\uFE0F?\u20E3)?(?:\s*(?:\/|of|out of|dari|מתוך)\s*5)?[.!]*$/iu;

/** The rating that a message is, when it is nothing else: "4", "4/5", "4️⃣", "⭐⭐⭐⭐". */
export function readRating(text: string): Rating | undefined {
  const said = text.trim().normalize('NFKC');
  if (STARS.test(said)) return asRating([...said.matchAll(/⭐|🌟|★/gu)].length);
  return asRating(Number(NUMBER.exec(said)?.[1]));
}

function asRating(value: number): Rating | undefined {
  return RATINGS.find((rating) => rating === value);
}
