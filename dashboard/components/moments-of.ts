/**
 * Filters with local days `from` and `to`, both included, as the moments that the API wants. The calendar is loaded when a
 * day is given: most lists are looked at without.
 */
export async function momentsOf(
  { from, to, ...rest }: Readonly<Partial<Record<string, string>>>,
  timeZone: string,
): Promise<Record<string, string>> {
  const others = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  if (from === undefined && to === undefined) return others;
  const { dayAfter, startOfDay } = await import('./days.ts');
  return {
    ...others,
    ...(from !== undefined && { from: startOfDay(from, timeZone) }),
    ...(to !== undefined && { to: startOfDay(dayAfter(to), timeZone) }),
  };
}
