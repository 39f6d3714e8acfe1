import { apiTypes } from './api-types.ts';

const document = {
  paths: {
    '/v1/things/{id}': {
      patch: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'q', in: 'query', required: false, schema: { enum: ['a', 'b'] } },
          { name: 'if-match', in: 'header', required: false, schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  n: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
                  tags: { type: 'array', items: {} },
                },
                required: ['n'],
              },
            },
          },
        },
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          204: { description: 'Gone' },
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: {
          kind: { const: 'thing' },
          more: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
        },
        required: ['kind'],
      },
    },
  },
};

describe('types of the API', () => {
  const types = apiTypes(document);

  test.each([
    ['the path with its method', '"/v1/things/{id}": {\n    patch: {'],
    ['required and optional parameters by place', 'query?: { "q"?: "a" | "b" | undefined; }; path: { "id": string; };'],
    ['headers', 'header?: { "if-match"?: string | undefined; };'],
    ['the body', 'requestBody: { content: { "application/json": { "n": number | null; "tags"?: (unknown)[]; }; } };'],
    ['answers with and without content', '200: { content: { "application/json": Thing; } }; 204: { content?: never };'],
    ['named schemas', 'export type Thing = { "kind": "thing"; "more"?: Record<string, string | null>; };'],
  ])('hold %s', (_what, text) => {
    expect(types).toContain(text);
  });

  test('a description can’t end its own comment', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', description: 'x */ evil' } } };
    expect(apiTypes({ paths: {}, components: { schemas: { A: schema } } })).toContain('/** x * / evil */');
  });
});
