import { randomUUID } from 'node:crypto';
import { NativeConnection } from '@temporalio/worker';
import { paceSends } from '#workers/pace-sends.ts';

test('the server holds the pace of each channel, for each tenant apart', async () => {
  const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
  if (address === undefined) throw new Error('run through jest, whose set-up starts the server');
  const prefix = `${randomUUID().slice(0, 8)}-`;
  const connection = await NativeConnection.connect({ address });
  try {
    const paces = [
      { channel: 'telegram', sendsPerSecond: 25 },
      { channel: 'whatsapp', sendsPerSecond: 60 },
    ];
    const queue = { namespace: 'default', taskQueue: `${prefix}conversations` };
    await paceSends(connection, { ...queue, paces });
    await paceSends(connection, { ...queue, paces });
    for (const { channel, sendsPerSecond } of paces) {
      const { config } = await connection.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name: `${prefix}send-${channel}` },
        taskQueueType: 2,
        reportConfig: true,
      });
      expect(config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond).toBe(sendsPerSecond);
      expect(config?.queueRateLimit?.rateLimit ?? null).toBeNull();
    }
  } finally {
    await connection.close();
  }
});
