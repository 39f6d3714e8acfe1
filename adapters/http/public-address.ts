import ipaddr from 'ipaddr.js';
import { FetchRefused } from '#domain/http/fetch-errors.ts';

/** Ports of web servers; below 1024 lives everything that must not be talked to. */
const WEB_PORTS = new Set([80, 443]);
const FIRST_FREE_PORT = 1024;
const LONGEST = 2_000;

/** Of IPv6 nothing else was ever given out. */
const ALL_OF_IPV6_INTERNET = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses of the own network that may be named all the same, as `host:port`; see OUTBOUND_PRIVATE_ALLOWED. */
export type AllowedTargets = ReadonlySet<string>;

/** True for addresses of the public internet only: no loopback, private, link-local, shared, reserved or tunnelled ones. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` turns IPv4 in IPv6's clothes into what it is; it does not know the oldest of them ("::127.0.0.1").
  const read = ipaddr.process(address);
  return read.range() === 'unicast' && (read instanceof ipaddr.IPv4 || read.match(ALL_OF_IPV6_INTERNET));
}

/**
 * The address as a URL that may be fetched. A name is judged when it is looked up, an IP address at once.
 * @throws FetchRefused
 */
export function checkUrl(address: string, base: URL | undefined, allowed: AllowedTargets): URL {
  if (address.length > LONGEST) throw refused(`longer than ${LONGEST} characters`);
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw refused('not a web address');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('only http and https are fetched');
  if (url.username !== '' || url.password !== '') throw refused('it holds a user name');
  if (base?.protocol === 'https:' && url.protocol === 'http:') throw refused('it leads from https to http');
  const port = portOf(url);
  if (!WEB_PORTS.has(port) && port < FIRST_FREE_PORT) throw refused(`port ${port} is no web server's`);
  const host = hostOf(url);
  if (ipaddr.isValid(host) && !isPublicAddress(host) && !allowed.has(`${host}:${port}`)) throw notPublic();
  return url;
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Says nothing of what is there. */
export function notPublic(): FetchRefused {
  return refused('it is not on the public internet');
}

function refused(why: string): FetchRefused {
  return new FetchRefused(`the address can't be fetched: ${why}`);
}
