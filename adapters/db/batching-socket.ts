import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/**
 * A connection that sends what is written in one turn of the event loop as one packet. `pg` writes each statement by
 * itself; with this a transaction's beginning, its statement and its commit are one system call instead of three.
 * (Under TLS the encrypted stream takes over the handle, and statements go out one by one as usual.)
 */
export class BatchingSocket extends Socket {
  private holding = false;

  override write(data: Uint8Array | string, encoding?: BufferEncoding | Done, done?: Done): boolean {
    if (!this.holding) {
      this.holding = true;
      this.cork();
      process.nextTick(() => {
        this.holding = false;
        this.uncork();
      });
    }
    if (typeof data === 'string' && typeof encoding === 'string') return super.write(data, encoding, done);
    return super.write(data, typeof encoding === 'function' ? encoding : done);
  }
}
