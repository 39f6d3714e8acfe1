import { z } from 'zod';
import { renamed } from '#adapters/channels/http/renamed.ts';
import { accessToken, accountId, metaSecrets } from '#adapters/channels/meta/credentials.ts';

/** What connects one Instagram professional account: its messages and the comments below its media. */
export const instagramCredentials = z.preprocess(
  renamed({ ig_user_id: 'account_id', page_access_token: 'access_token' }),
  z.strictObject({
    ...metaSecrets,
    access_token: accessToken,
    account_id: accountId('the Instagram professional account (17841…)'),
    page_id: accountId('the linked Facebook page, with Facebook Login only').exactOptional(),
  }),
);
