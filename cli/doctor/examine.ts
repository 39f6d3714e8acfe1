import { machine } from '#config/machine.ts';
import type { Config } from '#config/env.ts';
import { findTemporalBinary } from '#dev/temporal-binary.ts';
import { findAccess } from '#cli/access/access.ts';
import type { Access } from '#cli/access/access.ts';
import { callApi } from '#cli/api-client.ts';
import { examineChannels } from './channels.ts';
import { examineHome, examinePorts, runningParts } from './embedded.ts';
import type { Part } from './embedded.ts';
import { fail, ok, reason, warn } from './finding.ts';
import type { Finding } from './finding.ts';
import { examineModels } from './models.ts';
import { examinePostgres } from './postgres.ts';
import { examineSettings } from './settings.ts';
import { telegramConnections } from './telegram-connections.ts';
import { examineTelegram } from './telegram.ts';
import { examineTemporal } from './temporal.ts';

const NOT_RUNNING = 'the embedded one does not run; `npm start` starts it';

/** Looks at everything; what does not run because nobody started the embedded stack is no fault. */
export async function examineInstallation(config: Config): Promise<readonly Finding[]> {
  const access = await findAccess(config);
  const running = await runningParts(config.embedded.home);
  const ownPostgres = config.database.url === undefined;
  const ownTemporal = config.temporal.address === undefined;
  const groups = await Promise.all([
    Promise.resolve(examineSettings(config, access)),
    ownPostgres || ownTemporal ? examineHome(config.embedded.home) : [],
    ownPostgres || ownTemporal ? examinePorts(config, running) : [],
    ownTemporal ? temporalBinary(config) : [],
    ownPostgres && !running.has('postgres') ? [warn('postgres', NOT_RUNNING)] : postgres(access),
    ownTemporal && !running.has('temporal') ? [warn('temporal', NOT_RUNNING)] : temporal(config, access),
    examineApi(config, running),
    examineModels(config.models),
    ownPostgres && !running.has('postgres') ? [] : telegram(config, access),
    ownPostgres && !running.has('postgres') ? [] : examineChannels(config, access),
  ]);
  return groups.flat();
}

async function postgres({ migrationUrl }: Access): Promise<readonly Finding[]> {
  const hint = 'is Postgres up, and DATABASE_URL (DATABASE_MIGRATION_URL) right? Embedded: see what `npm start` prints';
  if (migrationUrl === undefined) return [fail('postgres', 'it runs, but its password file is missing', hint)];
  return examinePostgres(migrationUrl, hint);
}

async function temporal(config: Config, { temporalAddress: address }: Access): Promise<readonly Finding[]> {
  const hint = 'is Temporal up, and TEMPORAL_ADDRESS (TEMPORAL_TLS…, TEMPORAL_API_KEY) right?';
  return examineTemporal({ ...config.temporal, address }, config.temporal.taskQueue, hint);
}

/** Looks for the binary; obtains nothing. */
async function temporalBinary({ embedded }: Config): Promise<readonly Finding[]> {
  const what = 'temporal binary';
  try {
    const search = { ...machine(), named: embedded.temporalCli, log: () => undefined, fetches: [] };
    return [ok(what, await findTemporalBinary(search))];
  } catch (error) {
    if (embedded.temporalCli !== undefined) return [fail(what, reason(error), 'correct or unset TEMPORAL_CLI')];
    return [warn(what, 'none here yet; the first start downloads or builds one')];
  }
}

async function examineApi({ http }: Config, running: ReadonlySet<Part>): Promise<readonly Finding[]> {
  if (!running.has('api')) return [];
  const url = `http://127.0.0.1:${http.port}`;
  try {
    await callApi(url, '/readyz');
    return [ok('api', `${url} is ready`)];
  } catch (error) {
    return [fail('api', reason(error), `${url}/readyz says which part is not ready`)];
  }
}

async function telegram(config: Config, access: Access): Promise<readonly Finding[]> {
  const what = 'telegram';
  try {
    const connections = await telegramConnections(access);
    if (connections.length === 0) return [ok(what, 'no bot is connected')];
    const { telegramApiRoot: apiRoot } = config.channels;
    return await Promise.all(
      connections.map((one) => examineTelegram(one, { apiRoot, publicUrl: config.http.publicUrl })),
    );
  } catch (error) {
    return [
      fail(
        what,
        `the connected bots can't be read: ${reason(error)}`,
        'settle the database and the encryption keys first',
      ),
    ];
  }
}
