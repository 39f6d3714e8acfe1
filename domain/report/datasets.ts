/** What a field holds: how it may be filtered, summed and shown. `money` is minor units beside a `currency` field. */
export type FieldKind = 'text' | 'number' | 'money' | 'time' | 'flag';

export interface Dataset {
  /** One line for the model. */
  readonly about: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The field that "today" and "last week" are about. */
  readonly when: string;
}

/** What staff may ask about. Each is a view of the same name in the schema `reports`. */
export const DATASETS = {
  orders: {
    about: 'orders; status is pending, confirmed, delivered or cancelled',
    fields: {
      number: 'number',
      status: 'text',
      total: 'money',
      currency: 'text',
      created_at: 'time',
      customer: 'text',
      channel: 'text',
      delivery_address: 'text',
      notes: 'text',
    },
    when: 'created_at',
  },
  sales: {
    about: 'lines of orders: which product, how much, for how much; leave out order_status cancelled',
    fields: {
      product: 'text',
      unit: 'text',
      quantity: 'number',
      total: 'money',
      currency: 'text',
      order_number: 'number',
      order_status: 'text',
      created_at: 'time',
    },
    when: 'created_at',
  },
  products: {
    about: 'the catalogue; stock is null where it is not counted',
    fields: {
      name: 'text',
      unit: 'text',
      price: 'money',
      currency: 'text',
      available: 'flag',
      sold_out: 'flag',
      stock: 'number',
      description: 'text',
      created_at: 'time',
    },
    when: 'created_at',
  },
  bookings: {
    about: 'bookings of courts, rooms and the like; status is held, confirmed, cancelled, expired, …',
    fields: {
      number: 'number',
      resource: 'text',
      category: 'text',
      status: 'text',
      starts_at: 'time',
      ends_at: 'time',
      price: 'money',
      currency: 'text',
      guest: 'text',
      created_at: 'time',
    },
    when: 'starts_at',
  },
  payments: {
    about: 'payment requests and what became of them',
    fields: {
      subject: 'text',
      number: 'number',
      description: 'text',
      status: 'text',
      amount: 'money',
      refunded: 'money',
      currency: 'text',
      paid_at: 'time',
      created_at: 'time',
    },
    when: 'created_at',
  },
  conversations: {
    about: 'conversations with customers; status is bot, waiting (for a person), human, paused or closed',
    fields: {
      channel: 'text',
      stage: 'text',
      status: 'text',
      messages: 'number',
      turns: 'number',
      customer: 'text',
      created_at: 'time',
      last_activity_at: 'time',
    },
    when: 'last_activity_at',
  },
  handoffs: {
    about: 'requests for a person',
    fields: { reason: 'text', requested_by: 'text', open: 'flag', created_at: 'time', closed_at: 'time' },
    when: 'created_at',
  },
  documents: {
    about: 'files of the knowledge base (their contents: use search_knowledge)',
    fields: {
      title: 'text',
      type: 'text',
      status: 'text',
      pages: 'number',
      chunks: 'number',
      bytes: 'number',
      created_at: 'time',
      ready_at: 'time',
    },
    when: 'created_at',
  },
  usage: {
    about: 'calls of language models and what they cost',
    fields: {
      purpose: 'text',
      provider: 'text',
      model: 'text',
      input_tokens: 'number',
      output_tokens: 'number',
      cost_usd: 'number',
      created_at: 'time',
    },
    when: 'created_at',
  },
} as const satisfies Record<string, Dataset>;

export type DatasetName = keyof typeof DATASETS;

export const DATASET_NAMES = Object.keys(DATASETS) as readonly DatasetName[];

/** What kind a field is; undefined when the dataset has none of that name. */
export function fieldKind(dataset: DatasetName, field: string): FieldKind | undefined {
  const { fields }: Dataset = DATASETS[dataset];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}
