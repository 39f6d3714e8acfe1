import { isStage, type Stage } from '#domain/conversation/stage.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { call, say, type Act } from './act.ts';

/** A person is asked for, offered and accepted, or the customer is angry. */
export function personAct(context: Context): Act | null {
  const { intents, asked } = context;
  const accepted =
    asked.has('offerPerson') && intents.has('yes') && !intents.has('no') && context.message.items.length === 0;
  if (intents.has('human') || accepted)
    return handOff(
      context,
      intents.has('human') ? 'The customer asked for a person.' : 'The customer accepted the offer of a person.',
      { theirWish: true },
    );
  if (!intents.has('complaint') || context.message.items.some((item) => item.quantity !== null)) return null;
  const again = context.turn.history
    .slice(-4)
    .some((said) => said.by === 'shop' && said.text.includes(context.phrases.complaint()));
  return again
    ? handOff(context, 'The customer complained again.')
    : say(context.phrases.complaint(), stageOf(context));
}

/** Greetings, thanks, farewells and small talk. */
export function socialAct(context: Context): Act | null {
  const { intents, phrases, name, prompt, message } = context;
  if (intents.has('areYouBot')) return say(phrases.iAmBot(prompt.shop.name), stageOf(context));
  if (intents.has('howAreYou')) return say(joined(greeting(context), phrases.fine(), phrases.askNeed()), 'opening');
  if (intents.has('bye')) return say(phrases.bye(name), 'farewell');
  if (intents.has('thanks'))
    return intents.has('no') || ended(context)
      ? say(joined(phrases.thanks(name), phrases.bye(name)), 'farewell')
      : say(joined(phrases.thanks(name), phrases.anythingElse()), stageOf(context));
  if (isFirst(context) && (intents.has('greet') || context.turn.text.trim() === '/start'))
    return say(joined(greeting(context), phrases.askNeed()), 'greeting');
  if (message.slots.name !== null) return say(joined(phrases.nice(message.slots.name), phrases.askNeed()), 'opening');
  if (intents.has('greet') || context.turn.text.trim() === '/start')
    return say(joined(phrases.hello(prompt.shop.name, name), phrases.askNeed()), 'opening');
  if (intents.has('injection')) return say(phrases.onlyShop(), stageOf(context));
  if (message.slots.address !== null) return say(joined(phrases.keptAddress(), phrases.askNeed()), stageOf(context));
  if (intents.has('no') || intents.has('yes')) return plainAnswer(context);
  if (intents.has('needHelp') || intents.has('order')) return say(phrases.askNeed(), 'opening');
  return null;
}

/** Says that the message was not understood; a second time in a row a person is asked for. */
export function notUnderstood(context: Context): Act {
  if (context.asked.has('notUnderstood') || context.lastShop.includes(context.phrases.notUnderstood()))
    return handOff(context, 'The assistant did not understand the customer twice in a row.');
  return say(context.phrases.notUnderstood(), stageOf(context));
}

/** An honest "I don't know" to a question that was understood as one but that nothing in the prompt answers. */
export function unansweredAct(context: Context): Act | null {
  const asks = context.intents.has('question') && /[?؟]/u.test(context.plain) && context.message.tokens.length >= 3;
  return asks ? say(context.phrases.dontKnow(), stageOf(context)) : null;
}

function handOff(context: Context, reason: string, { theirWish } = { theirWish: false }): Act {
  const input = theirWish ? { reason, customer_asked: true } : { reason };
  if (context.tools.has('request_handoff')) return call('request_handoff', input);
  return say(context.phrases.offerPerson(), stageOf(context));
}

/** A greeting to put before an answer, when the customer greets for the first time. */
export function greeting(context: Context): string | null {
  const greets = context.intents.has('greet') || context.turn.text.startsWith('/start');
  return isFirst(context) && greets ? context.phrases.hello(context.prompt.shop.name, context.name) : null;
}

export function isFirst(context: Context): boolean {
  return context.lastShop === '' && context.prompt.summary === '';
}

export function stageOf(context: Context): Stage {
  const { stage } = context.prompt;
  if (stage === 'testimony' || stage === 'promo') return 'consultation';
  return isStage(stage) ? stage : isFirst(context) ? 'greeting' : 'consultation';
}

/** Thanks right after an order or after "anything else?" end the talk. */
function ended(context: Context): boolean {
  return context.prompt.stage === 'closing' && context.message.tokens.length <= 6;
}

function plainAnswer(context: Context): Act {
  const { intents, phrases } = context;
  if (intents.has('no'))
    return context.prompt.stage === 'closing' && !intents.has('correction')
      ? say(phrases.bye(context.name), 'farewell')
      : say(joined(phrases.okay(), phrases.anythingElse()), stageOf(context));
  if (context.asked.has('askAddress')) return say(phrases.askAddress(), stageOf(context));
  return say(phrases.askNeed(), 'opening');
}
