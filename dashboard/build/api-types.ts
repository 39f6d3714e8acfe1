/** JSON Schema as zod writes it (draft 2020-12), or a whole OpenAPI document. */
type Json = Readonly<Record<string, unknown>>;

/**
 * TypeScript of an OpenAPI 3.1 document, in the shape that `openapi-fetch` reads: `paths[path][method]` with parameters,
 * request body and responses. (The usual generator needs the compiler API that TypeScript 7 no longer has.)
 */
export function apiTypes(document: Json): string {
  const paths = Object.entries(objectOf(document['paths'])).map(
    ([path, methods]) => `  ${JSON.stringify(path)}: {\n${methodsOf(objectOf(methods))}\n  };`,
  );
  const schemas = Object.entries(objectOf(objectOf(document['components'])['schemas'])).map(
    ([name, schema]) => `export type ${name} = ${typeOf(objectOf(schema))};`,
  );
  return `// Made from the OpenAPI document by \`npm run dashboard:types\`.\n${schemas.join('\n')}\nexport interface paths {\n${paths.join('\n')}\n}\n`;
}

function methodsOf(methods: Json): string {
  return Object.entries(methods)
    .map(([method, value]) => {
      const operation = objectOf(value);
      const body = bodyOf(operation['requestBody']);
      return `    ${method}: { parameters: ${parametersOf(operation)};${body} responses: ${responsesOf(operation)} };`;
    })
    .join('\n');
}

function parametersOf(operation: Json): string {
  const all = listOf(operation['parameters']).map(objectOf);
  const places = ['query', 'path', 'header'].flatMap((place) => {
    const here = all.filter((parameter) => parameter['in'] === place);
    if (here.length === 0) return [];
    const optional = here.every((parameter) => parameter['required'] !== true);
    return [`${place}${optional ? '?' : ''}: { ${here.map(parameterOf).join(' ')} };`];
  });
  return places.length === 0 ? '{}' : `{ ${places.join(' ')} }`;
}

function parameterOf(parameter: Json): string {
  const type = typeOf(objectOf(parameter['schema']));
  // What is left out may also be given as undefined: the client then leaves it out.
  const required = parameter['required'] === true;
  return `${JSON.stringify(parameter['name'])}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'};`;
}

function bodyOf(body: unknown): string {
  if (body === undefined) return '';
  return ` requestBody${objectOf(body)['required'] === true ? '' : '?'}: ${contentOf(objectOf(body))};`;
}

function responsesOf(operation: Json): string {
  const entries = Object.entries(objectOf(operation['responses'])).map(
    ([status, answer]) => `${status}: ${contentOf(objectOf(answer))};`,
  );
  return `{ ${entries.join(' ')} }`;
}

function contentOf(holder: Json): string {
  const kinds = Object.entries(objectOf(holder['content']));
  if (kinds.length === 0) return '{ content?: never }';
  const typed = kinds.map(([kind, media]) => {
    const { schema } = objectOf(media) as { schema?: unknown };
    return `${JSON.stringify(kind)}: ${schema === undefined ? 'unknown' : typeOf(objectOf(schema))};`;
  });
  return `{ content: { ${typed.join(' ')} } }`;
}

/** The type of a schema's values. */
function typeOf(schema: Json): string {
  if (typeof schema['$ref'] === 'string') return schema['$ref'].split('/').at(-1) ?? 'unknown';
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map((value) => JSON.stringify(value)));
  for (const key of ['anyOf', 'oneOf']) {
    if (Array.isArray(schema[key])) return union(schema[key].map((one) => typeOf(objectOf(one))));
  }
  if (Array.isArray(schema['allOf'])) return schema['allOf'].map((one) => `(${typeOf(objectOf(one))})`).join(' & ');
  if (Array.isArray(schema['type'])) return union(schema['type'].map((type) => typeOf({ ...schema, type })));
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return arrayOf(schema);
    case 'object':
      return recordOf(schema);
    default:
      return 'unknown';
  }
}

function arrayOf(schema: Json): string {
  if (Array.isArray(schema['prefixItems'])) {
    return `[${schema['prefixItems'].map((one) => typeOf(objectOf(one))).join(', ')}]`;
  }
  return `(${typeOf(objectOf(schema['items']))})[]`;
}

function recordOf(schema: Json): string {
  const required = new Set(listOf(schema['required']));
  const fields = Object.entries(objectOf(schema['properties'])).map(([name, value]) => {
    const field = objectOf(value);
    const doc =
      typeof field['description'] === 'string' ? `/** ${field['description'].replaceAll('*/', '* /')} */ ` : '';
    return `${doc}${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(field)};`;
  });
  const rest = schema['additionalProperties'];
  if (fields.length > 0) return `{ ${fields.join(' ')} }`;
  return rest === false ? 'Record<string, never>' : `Record<string, ${typeOf(objectOf(rest))}>`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
