import type { ToolSpec } from '#domain/ports.ts';
import type { Context } from './context.ts';
import { readSchedule } from '#domain/dates/read-when.ts';
import { wishesIn } from './order/wishes.ts';
import { fieldsOf } from './prompt.ts';
import type { Act } from './talk/act.ts';

/**
 * The call's arguments, with the day and hour the customer named where the tool's schema has a place for them
 * (a text property called or formatted "date" or "time") that the rules left open.
 */
export function scheduled(
  act: Extract<Act, { kind: 'call' }>,
  tools: readonly ToolSpec[],
  context: Context,
): Readonly<Record<string, unknown>> {
  const properties = fieldsOf(tools.find((tool) => tool.name === act.name)?.parameters['properties']);
  const open = Object.entries(properties).filter(([name]) => !(name in act.arguments));
  const dates = open.filter(([name, schema]) => isFor('date', name, schema));
  const times = open.filter(([name, schema]) => isFor('time', name, schema));
  if (dates.length + times.length === 0) return act.arguments;
  const { date, time } = readSchedule(context.plain, context.prompt.now.date);
  const { notes, ...others } = act.arguments;
  // What has a place of its own need not stand in the note as well.
  const kept = notes === undefined || notes === wishesIn(context.plain) ? others : act.arguments;
  return {
    ...kept,
    ...(date === null ? {} : Object.fromEntries(dates.map(([name]) => [name, date]))),
    ...(time === null ? {} : Object.fromEntries(times.map(([name]) => [name, time]))),
  };
}

function isFor(kind: 'date' | 'time', name: string, schema: unknown): boolean {
  const { type, format } = fieldsOf(schema);
  return (
    type === 'string' && (format === kind || (format === undefined && new RegExp(`(?:^|_)${kind}$`, 'u').test(name)))
  );
}
