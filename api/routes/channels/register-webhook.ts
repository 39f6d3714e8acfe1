import type { ChannelCredentials, ChannelModule } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';

/**
 * Tells the provider our address where that can be done for the owner. Providers call https only, so that an address
 * of a developer's machine is not announced.
 * @returns false when it was not or could not be told
 * @throws HttpProblem 422 when the provider does not accept the credentials
 */
export async function registerWebhook(
  deps: Pick<ApiDeps, 'log'>,
  module: ChannelModule,
  credentials: ChannelCredentials,
  url: string,
): Promise<boolean> {
  if (module.register === undefined || !url.startsWith('https://')) return false;
  try {
    await module.register(credentials, url);
    return true;
  } catch (error) {
    if (error instanceof ChannelRefused && error.reason === 'auth') {
      throw new HttpProblem(422, 'ValidationFailed', `credentials: ${error.message}`, { cause: error });
    }
    deps.log.warn(
      // What a channel says of a refusal is in our words and names no secret.
      { channel: module.channel, error: error instanceof ChannelRefused ? error.message : nameOf(error) },
      'the provider could not be told our webhook address',
    );
    return false;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
