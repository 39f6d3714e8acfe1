import type { Embedder } from '#domain/embedder.ts';
import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import type { Clock } from '#domain/ports.ts';

/** The outside world as tools that go over the network reach it; what is not configured is left out. */
export interface ToolPorts {
  readonly clock: Clock;
  readonly embedder: Embedder;
  /** Left out where no payment provider is configured. */
  readonly payments?: PaymentGateway;
}
