/**
 * Whether a channel's rules let us write to a customer of our own accord: always, or only so long after the customer
 * last wrote.
 */
export function mayWrite(rules: { readonly windowMs: number | null }, lastHeardAt: string | null, now: Date): boolean {
  if (rules.windowMs === null) return true;
  return lastHeardAt !== null && now.getTime() - Date.parse(lastHeardAt) < rules.windowMs;
}
