/** One thing a shop sells. Prices are integer minor units of the tenant's currency, for one `unit`. */
export interface Product {
  readonly id: string;
  readonly name: string;
  /** Other names customers use, in any language. */
  readonly aliases: readonly string[];
  readonly description: string;
  /** What the price is for: `kg`, `unit`, `bottle`, … */
  readonly unit: string;
  /** Smallest step that can be ordered, in thousandths of the unit: 1000 = whole units, 100 = 0.1 kg. */
  readonly stepMilli: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly available: boolean;
  readonly tags: readonly string[];
  /** Addresses of pictures, the best first. */
  readonly images?: readonly string[];
  /** True when orders take from a stock; how much is left changes by the minute and is never cached. */
  readonly stockCounted?: boolean;
}
