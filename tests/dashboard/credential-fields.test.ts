import { z } from 'zod';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { NO_PROVIDERS } from '#tests/fakes/no-providers.ts';
import { CREDENTIAL_FIELDS } from '#dashboard/pages/channels/credential-fields.ts';

/** What the API takes for a channel; secrets before a rotation are kept by the API itself. */
function schemaOf(channel: string) {
  const module = createChannelRegistry(NO_PROVIDERS).find(channel);
  if (module === undefined) throw new Error(`there is no channel ${channel}`);
  const { properties = {}, required = [] } = z.toJSONSchema(module.credentials, { io: 'output' });
  const isAsked = (name: string) => !name.endsWith('_previous');
  return { names: Object.keys(properties).filter(isAsked).toSorted(), required: required.toSorted() };
}

describe('the form of a channel', () => {
  it('is there for every channel that is connected by credentials', () => {
    const { names } = createChannelRegistry(NO_PROVIDERS);
    expect(Object.keys(CREDENTIAL_FIELDS).toSorted()).toEqual(names.filter((name) => name !== 'web').toSorted());
  });

  it.each(Object.keys(CREDENTIAL_FIELDS))('asks for all that %s takes, and calls optional what is', (channel) => {
    const fields = CREDENTIAL_FIELDS[channel] ?? [];
    const { names, required } = schemaOf(channel);
    expect(fields.map(({ name }) => name).toSorted()).toEqual(names);
    expect(fields.flatMap(({ name, isOptional }) => (isOptional === true ? [] : [name])).toSorted()).toEqual(required);
  });
});
