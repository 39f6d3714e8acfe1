/** Where to go after sign-in; an address of another site is never followed. */
export function nextPath(wanted: string | null): string {
  if (wanted === null || !wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return '/';
  return wanted;
}
