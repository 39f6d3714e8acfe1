const ORIGIN = /^https?:\/\/(?:\*\.)?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\d{1,5})?$/;

/** True for what may stand on a list of origins: scheme and host, a port when it is not the usual one, no path. */
export function isOriginPattern(text: string): boolean {
  // Browsers leave the usual port out, so such an entry would never match.
  return ORIGIN.test(text) && !/^http:.*:80$|^https:.*:443$/.test(text);
}

/**
 * Whether a browser's `Origin` is on a list. `https://*.shop.example` stands for every subdomain, not for
 * `https://shop.example` itself.
 */
export function allowsOrigin(patterns: readonly string[], origin: string): boolean {
  const wanted = origin.toLowerCase();
  if (!ORIGIN.test(wanted) || wanted.includes('*')) return false;
  return patterns.some((pattern) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === wanted;
    return wanted.length > pattern.length - 1 && wanted.startsWith(before) && wanted.endsWith(after);
  });
}
