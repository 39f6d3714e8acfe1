import { z } from 'zod';
import { renamed } from '#adapters/channels/http/renamed.ts';
import { accessToken, accountId, metaSecrets } from '#adapters/channels/meta/credentials.ts';

/** What connects one Facebook page: its messages and the comments below its posts. */
export const messengerCredentials = z.preprocess(
  renamed({ page_access_token: 'access_token', fb_page_token: 'access_token', fb_page_id: 'page_id' }),
  z.strictObject({ ...metaSecrets, access_token: accessToken, page_id: accountId('the page') }),
);
