import type { ChannelModule, ChannelWebhook } from '#domain/channel-port.ts';
import type { Graph } from './graph.ts';
import { mustHave } from './graph.ts';
import { examineMeta, registerMeta, unregisterMeta } from './registration.ts';
import type { MetaSubscription } from './registration.ts';
import { answerMetaChallenge, verifyMeta } from './signature.ts';

export interface MetaChannelParts {
  readonly graph: Graph;
  readonly subscription: MetaSubscription;
  /** The credential with the account's id, by which deliveries name it. */
  readonly idName: string;
  /** Graph's fields of what the account is called, best first. */
  readonly names: readonly string[];
  readonly parse: ChannelWebhook['parse'];
}

/** What every channel of Meta has: one proof of origin for all accounts of an app, and the app's own settings. */
export function metaChannel(
  parts: MetaChannelParts,
): Required<Pick<ChannelModule, 'accountIds' | 'webhook' | 'register' | 'unregister' | 'examine'>> {
  const { graph, subscription, idName, names, parse } = parts;
  return {
    accountIds: (credentials) => [credentials[idName] ?? ''],
    webhook: { unknownAccount: 'nobody', challenge: answerMetaChallenge, verify: verifyMeta, parse },
    register: (credentials, url) => registerMeta(graph, subscription, credentials, url),
    unregister: (credentials) => unregisterMeta(graph, subscription, credentials),
    examine: (credentials, url) =>
      examineMeta(graph, subscription, credentials, { url, path: mustHave(credentials, idName), fields: names }),
  };
}
