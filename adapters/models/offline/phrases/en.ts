import type { Phrases } from './types.ts';

const STATUSES: Readonly<Record<string, string>> = {
  pending: 'open',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  confirmed: 'confirmed',
  delivered: 'delivered',
  completed: 'completed',
  shipped: 'on its way',
  paid: 'paid',
};

const call = (name: string | null): string => (name === null ? '' : `, ${name}`);

export const ENGLISH_PHRASES: Phrases = {
  units: {},
  hello: (shop, name) => `Hello${call(name)}! Welcome to ${shop}.`,
  askNeed: () => 'What are you looking for today?',
  catalogueTitle: () => 'Here is what we have:',
  catalogueEnd: () => 'Tell me what you like and how much.',
  catalogueEmpty: () =>
    "I don't have a product list in front of me right now. Would you like a person from our team to help?",
  price: (product, price, unit) => `${product}: ${price} per ${unit}.`,
  unavailable: (product) => `${product} is not available at the moment.`,
  outOfStock: () => 'not available now',
  offerOrder: (product) => `Would you like some ${product}? How much?`,
  offerOrderOf: (items) => `Would you like me to place an order for ${items}?`,
  found: (list) => `These may suit you:\n${list}`,
  foundEnd: () => 'Which one would you like?',
  nothingFound: () => "I didn't find anything like that on our list.",
  freeOfUnknown: () =>
    "Our product details don't say for certain, and I don't want to guess. Would you like a person from our team to check?",
  notCarried: (said) => `I can't find "${said}" on our list.`,
  askWhich: (names) => `Which one do you mean: ${names}?`,
  askQuantity: (product, unit) => `How much ${product} would you like? It is sold by the ${unit}.`,
  unitMismatch: (product, unit) => `${product} is sold by the ${unit}. How many would you like?`,
  confirmOrder: (items, address, note) =>
    lines([
      `Just to check: ${items}.`,
      address === null ? '' : `Deliver to: ${address}`,
      note === null ? '' : `Note: ${note}`,
      'Shall I place the order?',
    ]),
  priceIsFixed: () => 'I can only sell at the list price.',
  orderCreated: (number, name) => `Thank you${call(name)}! Order #${number} is placed.`,
  orderUpdated: (number) => `Order #${number} is updated.`,
  orderCancelled: (number) => `Order #${number} is cancelled.`,
  items: (list) => `Items: ${list}`,
  total: (amount) => `Total: ${amount}`,
  address: (value) => `Delivery address: ${value}`,
  note: (value) => `Note: ${value}`,
  askAddress: () => 'Where should we deliver it?',
  askAddressKnown: (address) => `Should we deliver to ${address}?`,
  anythingElse: () => 'Can I help with anything else?',
  alreadyCancelled: (number) => `Order #${number} is already cancelled, so there is nothing left to cancel.`,
  notPending: (number, status) =>
    `Order #${number} is ${STATUSES[status] ?? status}, so it can no longer be changed here.`,
  noOrders: () => 'I see no orders of yours with us.',
  noOpenOrder: () => 'You have no open order at the moment.',
  ordersTitle: () => 'These are your orders with us:',
  orderLine: (number, status, items, total) => `• #${number} (${STATUSES[status] ?? status}): ${items}; ${total}`,
  notInOrders: (product) => `I see no ${product} in your orders.`,
  inOrders: (product, numbers) => `${product} is in ${numbers}.`,
  whichOrder: (numbers) => `You have more than one open order: ${numbers}. Which order do you mean?`,
  notInOrder: (product, number) => `${product} is not in order #${number}.`,
  lastItemCancel: (number) => `That is the only item in order #${number}. Shall I cancel the whole order?`,
  newOrderInstead: (items) => `You have no open order to add to. Shall I place a new order for ${items}?`,
  didYouMean: (said, names) => `I can't find "${said}" on our list. Did you mean ${names}?`,
  badQuantity: (product, step) => `${product} is sold in steps of ${step}. How much would you like?`,
  noSuchOrder: () => "I can't find that order among yours.",
  failed: () => "I'm sorry, that did not work, and nothing was changed. Would you like a person from our team to help?",
  handoff: () =>
    'I have asked a person from our team to join. They will write to you here; meanwhile I can go on helping.',
  offerPerson: () => 'Would you like a person from our team to help?',
  complaint: () =>
    "I'm sorry to hear that. I'd like this to be looked into properly. Would you like a person from our team to take over?",
  testimony: (author, words) => `Here is what ${author === '' ? 'a customer' : author} wrote: "${words}"`,
  noTestimony: () => 'I have no customer review to quote for that.',
  promotion: (words, until) => `We have a promotion: ${words}${until === null ? '' : ` (until ${until})`}`,
  noPromotion: () => 'I have no other promotion to offer right now; the list prices apply.',
  reassure: () => 'Take your time. I am happy to answer questions about any product.',
  thanks: (name) => `You're welcome${call(name)}!`,
  bye: (name) => `Goodbye${call(name)}, and have a lovely day!`,
  fine: () => "I'm doing well, thanks for asking!",
  iAmBot: (shop) => `Yes, I'm the automated assistant of ${shop}. If you'd rather talk to a person, just say so.`,
  nice: (name) => `Nice to meet you, ${name}!`,
  okay: () => 'All right.',
  writeText: () => "I'm sorry, I can only read text messages here. Could you write it in words?",
  notUnderstood: () =>
    "I'm sorry, I didn't understand that. Could you put it differently, or would you like a person from our team to help?",
  dontKnow: () => "I don't have that information. Would you like a person from our team to help?",
  onlyShop: () => 'I can only help with our products and your orders, at the list prices.',
  honest: () => 'Let me be exact about what I can see.',
  untouched: () => 'All right, nothing was changed.',
  keptAddress: () => 'Thank you, I see your address. There is no open order it belongs to yet.',
  fromDocument: (words, document, page, section) =>
    `According to "${document}"${page === null ? (section === null ? '' : ` (${section})`) : `, page ${page}`}: ${words}`,
  moreQuestions: () => 'Is there anything else you would like to know?',
  amount: (quantity, unit, counted) => (counted ? `${quantity} ×` : `${quantity} ${unit}`),
};

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
