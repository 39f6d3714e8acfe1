/** A product as the prompt's catalogue shows it. `price` is a decimal string in major units. */
export interface PromptProduct {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly unit: string;
  readonly step: number;
  readonly price: string;
  readonly currency: string;
  readonly available: boolean;
  readonly description: string;
  readonly tags: readonly string[];
}

/** Something that can be booked, as the prompt shows it. */
export interface PromptResource {
  readonly name: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly slotMinutes: number;
  readonly open: string;
  /** For one slot, a decimal string in major units. */
  readonly price: string;
  readonly otherPrices: readonly { readonly days: string; readonly hours: string; readonly price: string }[];
  readonly currency: string;
}

export interface PromptOrderItem {
  readonly product: string;
  readonly quantity: number;
  readonly unit: string;
}

export interface PromptOrder {
  readonly number: number;
  readonly status: string;
  readonly items: readonly PromptOrderItem[];
  readonly total: string;
  readonly currency: string;
  readonly deliveryAddress: string | null;
  readonly notes: string | null;
}

/** What the system prompt says, as far as the rules use it. Missing blocks are empty. */
export interface Prompt {
  readonly job: 'summary' | 'profile' | 'question' | null;
  readonly shop: {
    readonly name: string;
    readonly currency: string;
    readonly language: string;
    readonly timeZone: string;
  };
  readonly persona: readonly string[];
  readonly policies: readonly string[];
  readonly faq: readonly { readonly question: string; readonly answer: string }[];
  readonly catalogue: readonly PromptProduct[];
  readonly resources: readonly PromptResource[];
  readonly customer: {
    readonly name: string | null;
    readonly address: string | null;
    readonly language: string | null;
    readonly notes: string | null;
  };
  /** Titles of the documents that `search_knowledge` looks into. */
  readonly documents: readonly string[];
  readonly summary: string;
  readonly orders: readonly PromptOrder[];
  readonly testimonies: readonly { readonly author: string; readonly text: string; readonly product: string }[];
  readonly promotions: readonly { readonly code: string; readonly text: string; readonly until: string }[];
  readonly stage: string;
  /** Why a person is asked for, when a summary for one is wanted. */
  readonly handoff: { readonly reason: string; readonly orders: readonly string[] };
  readonly now: { readonly date: string; readonly time: string };
}

/** Reads the prompt's blocks. Lines that are not JSON, and fields of a wrong type, are skipped, never thrown at. */
export function readPrompt(system: string): Prompt {
  const blocks = readBlocks(system);
  const values = (tag: string): readonly unknown[] => blocks.get(tag) ?? [];
  const first = (tag: string): Fields => fieldsOf(values(tag)[0]);
  const shop = first('shop');
  const customer = first('customer');
  const now = first('now');
  const job = values('job')[0];
  return {
    job: job === 'summary' || job === 'profile' || job === 'question' ? job : null,
    shop: {
      name: text(shop['name']),
      currency: text(shop['currency']),
      language: text(shop['language']),
      timeZone: text(shop['time_zone']),
    },
    persona: values('persona').map(text),
    policies: values('policies').map(text),
    faq: values('faq')
      .map(fieldsOf)
      .map((entry) => ({ question: text(entry['question']), answer: text(entry['answer']) })),
    catalogue: values('catalogue')
      .map(fieldsOf)
      .map(toProduct)
      .filter((product) => product.name !== ''),
    resources: values('resources')
      .map(fieldsOf)
      .map(toResource)
      .filter((resource) => resource.name !== ''),
    customer: {
      name: textOrNull(customer['name']),
      address: textOrNull(customer['address']),
      language: textOrNull(customer['language']),
      notes: textOrNull(customer['notes']),
    },
    documents: values('documents').map(text),
    summary: text(values('summary')[0]),
    orders: values('orders')
      .map(toOrder)
      .filter((order) => order !== null),
    testimonies: values('testimonies')
      .map(fieldsOf)
      .map((entry) => ({ author: text(entry['author']), text: text(entry['text']), product: text(entry['product']) }))
      .filter((entry) => entry.text !== ''),
    promotions: values('promotions')
      .map(fieldsOf)
      .map((entry) => ({ code: text(entry['code']), text: text(entry['text']), until: text(entry['until']) }))
      .filter((entry) => entry.text !== ''),
    stage: text(values('stage')[0]),
    handoff: { reason: text(first('handoff')['reason']), orders: textList(first('handoff')['orders']) },
    now: { date: text(now['date']), time: text(now['time']) },
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** An order as the `<orders>` block and the tools' results show it, or null when it is not one. */
export function toOrder(value: unknown): PromptOrder | null {
  const fields = fieldsOf(value);
  const number = fields['number'];
  if (typeof number !== 'number') return null;
  const items = Array.isArray(fields['items']) ? fields['items'] : [];
  return {
    number,
    status: text(fields['status']),
    items: items.map(fieldsOf).map((item) => ({
      product: text(item['product']),
      quantity: numberOf(item['quantity'], 0),
      unit: text(item['unit']),
    })),
    total: text(fields['total']),
    currency: text(fields['currency']),
    deliveryAddress: textOrNull(fields['delivery_address']),
    notes: textOrNull(fields['notes']),
  };
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function toProduct(fields: Fields): PromptProduct {
  return {
    name: text(fields['name']),
    aliases: textList(fields['aliases']),
    unit: text(fields['unit']),
    step: numberOf(fields['step'], 1),
    price: text(fields['price']),
    currency: text(fields['currency']),
    available: fields['available'] !== false,
    description: text(fields['description']),
    tags: textList(fields['tags']),
  };
}

function toResource(fields: Fields): PromptResource {
  const others = Array.isArray(fields['other_prices']) ? fields['other_prices'].map(fieldsOf) : [];
  return {
    name: text(fields['name']),
    category: text(fields['category']),
    aliases: textList(fields['aliases']),
    description: text(fields['description']),
    slotMinutes: numberOf(fields['slot_minutes'], 60),
    open: text(fields['open']),
    price: text(fields['price_a_slot']),
    otherPrices: others.map((other) => ({
      days: text(other['days']),
      hours: text(other['hours']),
      price: text(other['price']),
    })),
    currency: text(fields['currency']),
  };
}

function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text).filter((entry) => entry !== '') : [];
}

function readBlocks(system: string): ReadonlyMap<string, readonly unknown[]> {
  const blocks = new Map<string, unknown[]>();
  let open: string | null = null;
  for (const line of system.split('\n')) {
    const tag = /^<(\/?)([a-z_]+)>$/u.exec(line.trim());
    if (tag?.[1] === '' && tag[2] !== undefined) {
      open = tag[2];
      blocks.set(open, blocks.get(open) ?? []);
    } else if (tag?.[1] === '/') {
      open = null;
    } else if (open !== null && line.trim() !== '') {
      const value = parseJson(line);
      if (value !== undefined) blocks.get(open)?.push(value);
    }
  }
  return blocks;
}

/** Parsed JSON, or undefined when the text is not JSON. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
