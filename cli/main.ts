import { exitCodeOf } from '#dev/exit-code.ts';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';
import { channelConnect } from './commands/channel-connect.ts';
import { channelDisconnect } from './commands/channel-disconnect.ts';
import { channelList } from './commands/channel-list.ts';
import { channelRotate } from './commands/channel-rotate.ts';
import { channelTest } from './commands/channel-test.ts';
import { chat } from './commands/chat.ts';
import { contactErase, contactExport } from './commands/contact.ts';
import {
  conversationEnd,
  conversationReset,
  conversationRetry,
  conversationRun,
  conversationSkip,
  conversationTerminate,
  deadLetterList,
  deadLetterReplay,
} from './commands/operate.ts';
import { dbDump } from './commands/db-dump.ts';
import { dbMigrate, dbRollback } from './commands/db.ts';
import { doctor } from './commands/doctor.ts';
import { orders } from './commands/orders.ts';
import { tenantAdd } from './commands/tenant-add.ts';
import { tenantKey } from './commands/tenant-key.ts';
import { tenantList } from './commands/tenant-list.ts';
import { userAdd } from './commands/user-add.ts';
import { webhookRegister } from './commands/webhook-register.ts';
import { widgetSet } from './commands/widget-set.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  chat,
  orders,
  doctor,
  'tenant add': tenantAdd,
  'tenant list': tenantList,
  'tenant key': tenantKey,
  'user add': userAdd,
  'channel connect': channelConnect,
  'channel list': channelList,
  'channel test': channelTest,
  'channel rotate': channelRotate,
  'channel disconnect': channelDisconnect,
  'webhook register': webhookRegister,
  'widget set': widgetSet,
  'contact export': contactExport,
  'contact erase': contactErase,
  'conversation run': conversationRun,
  'conversation retry': conversationRetry,
  'conversation skip': conversationSkip,
  'conversation end': conversationEnd,
  'conversation terminate': conversationTerminate,
  'conversation reset': conversationReset,
  'dead-letter list': deadLetterList,
  'dead-letter replay': deadLetterReplay,
  'db migrate': dbMigrate,
  'db rollback': dbRollback,
  'db dump': dbDump,
};

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const [first = 'help', second = ''] = words;
  const one = commandNamed(first);
  const two = commandNamed(`${first} ${second}`);
  if (first === 'help' || first === '--help' || first === '-h') {
    console.log(help());
    return 0;
  }
  const command = two ?? one;
  if (!command) {
    console.error(`colloquy: there is no command "${words.slice(0, 2).join(' ')}"\n\n${help()}`);
    return 2;
  }
  const rest = words.slice(two ? 2 : 1);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`${command.summary}\n\nusage: npm run cli -- ${command.usage}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      console.error(`colloquy: ${error.message}\n\nusage: npm run cli -- ${command.usage}`);
      return 2;
    }
    return exitCodeOf(error, 'colloquy');
  }
}

function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  const options = 'npm run cli -- COMMAND --help shows the options of a command.';
  return ['colloquy: durable sales conversations', '', ...lines, '', options].join('\n');
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
