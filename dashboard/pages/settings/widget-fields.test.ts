import { fieldsOfWidget, widgetOf } from './widget-fields.ts';

test('what was read and not touched is saved as it was', () => {
  const settings = {
    origins: ['https://shop.example', 'https://*.shop.example'],
    title: 'Our shop',
    accent: '#0b6e4f',
    position: 'left' as const,
    starters: ['What do you have?'],
  };
  expect(widgetOf(fieldsOfWidget(settings))).toEqual(settings);
});

test('an emptied field is left out, empty lines are no origins', () => {
  const fields = fieldsOfWidget({ origins: ['https://a.example'], title: 'Old', greeting: 'Hi' });
  expect(widgetOf({ ...fields, origins: '\n https://b.example \n\n', title: '', greeting: '' })).toEqual({
    origins: ['https://b.example'],
    position: 'right',
  });
});
