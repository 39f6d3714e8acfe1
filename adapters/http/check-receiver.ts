import { FetchRefused } from '#domain/http/fetch-errors.ts';
import { checkUrl, hostOf, portOf } from './public-address.ts';
import type { AllowedTargets } from './public-address.ts';

/**
 * Whether webhooks may be sent to an address: https, on the public internet. Names are judged again at each sending.
 * @throws FetchRefused
 */
export function checkReceiver(address: string, allowed: AllowedTargets): void {
  const url = checkUrl(address, undefined, allowed);
  if (url.protocol === 'http:' && !allowed.has(`${hostOf(url)}:${portOf(url)}`)) {
    throw new FetchRefused('webhooks hold customers’ words: the address must begin with https://');
  }
}
