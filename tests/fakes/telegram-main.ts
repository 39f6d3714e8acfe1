import { parseArgs } from 'node:util';
import { serveControl } from '#tests/fakes/own-process/serve-control.ts';
import { startFakeTelegram } from './telegram.ts';

/* The fake Telegram as its own process: `node tests/fakes/telegram-main.ts [--port 8081]`. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const fake = await startFakeTelegram({ port: Number(values.port) });
await serveControl(fake.apiRoot, fake);
