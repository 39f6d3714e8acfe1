import { BENCH_TENANT } from './colloquy-shop.ts';

export const SECRET_TOKEN = 'bench-secret-token';

/** @throws Error when the API refuses the bot */
export async function connectTelegram(url: string, adminKey: string): Promise<void> {
  const response = await fetch(`${url}/v1/channels?tenant=${BENCH_TENANT}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': adminKey },
    body: JSON.stringify({
      channel: 'telegram',
      credentials: { bot_token: `1000:${'colloquy'.repeat(4)}`, secret_token: SECRET_TOKEN },
    }),
  });
  if (!response.ok) throw new Error(`POST /v1/channels answered ${response.status}: ${await response.text()}`);
}
