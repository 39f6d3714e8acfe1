import { BlockList, isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { HttpProblem } from '#api/http/problem.ts';
import { sameText } from '#api/http/same-text.ts';

/** Loopback, private networks, link-local: where a Prometheus of one's own stands. */
const NEAR = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  NEAR.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  NEAR.addSubnet(net, prefix, 'ipv6');
}

/** What a reverse proxy adds; nobody else has a reason to. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const;

/**
 * Who may read the figures: with a token, whoever sends it as `Authorization: Bearer`; without one, callers from this
 * machine or a private network. What comes through a proxy that we were not told of may come from anywhere, so it does
 * not count as near.
 */
export function metricsAccess(settings: {
  readonly metricsToken: string | undefined;
  readonly trustedProxies: number;
}): RequestHandler {
  const { metricsToken: token, trustedProxies } = settings;
  return (request, _response, next) => {
    if (token === undefined) {
      if (!isNear(request, trustedProxies)) {
        throw new HttpProblem(
          403,
          'MetricsRefused',
          'Metrics are for this machine and private networks; set METRICS_TOKEN to read them from elsewhere.',
        );
      }
    } else if (!sameText(bearerOf(request), token)) {
      throw new HttpProblem(401, 'Unauthorized', 'Send METRICS_TOKEN as Authorization: Bearer.', {
        headers: { 'WWW-Authenticate': 'Bearer realm="metrics"' },
      });
    }
    next();
  };
}

function isNear(request: Request, trustedProxies: number): boolean {
  if (trustedProxies === 0 && FORWARDED.some((name) => request.get(name) !== undefined)) return false;
  // A link-local address names its interface behind a percent sign.
  const address = request.ip?.split('%')[0] ?? '';
  if (address === '') return false;
  return NEAR.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function bearerOf(request: Request): string {
  return /^Bearer ([^\s]{1,512})$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
}
