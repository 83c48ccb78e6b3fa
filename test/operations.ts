/** The shape of a JSON request body, as far as tests look into it. */
export type BodySchema = {
  type?: string;
  enum?: readonly unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  properties?: Record<string, BodySchema>;
  required?: readonly string[];
  items?: BodySchema;
  examples?: readonly unknown[];
};

/** One operation of the API's documentation. */
export type Operation = {
  /** `POST /api/cases` */
  name: string;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  summary: string;
  tags: readonly string[];
  /** Needs no session. */
  open: boolean;
  statuses: number[];
  body: BodySchema | undefined;
};

type Documented = {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  responses?: Record<string, unknown>;
  requestBody?: { content?: Record<string, { schema?: BodySchema; example?: unknown; examples?: unknown }> };
};

const methods = new Set(['get', 'head', 'post', 'put', 'patch', 'delete']);

/** `examples` of a schema become `example` or `examples` of the media type in some versions of the generator. */
function bodyOf({ requestBody }: Documented): BodySchema | undefined {
  const media = requestBody?.content?.['application/json'];
  if (!media?.schema) return undefined;
  const named = media.examples && typeof media.examples === 'object' ? Object.values(media.examples) : [];
  const beside = [
    ...(media.example === undefined ? [] : [media.example]),
    ...named.map((entry: unknown) => (entry as { value?: unknown }).value ?? entry),
  ];
  return { ...media.schema, examples: [...(media.schema.examples ?? []), ...beside] };
}

/** Every operation of an OpenAPI document. */
export const operationsOf = (document: object): Operation[] =>
  Object.entries((document as { paths: Record<string, Record<string, Documented>> }).paths).flatMap(
    ([path, item]) =>
      Object.entries(item)
        .filter(([method]) => methods.has(method))
        .map(([method, operation]) => ({
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase() as Operation['method'],
          path,
          summary: operation.summary ?? '',
          tags: operation.tags ?? [],
          open: operation.security?.length === 0,
          statuses: Object.keys(operation.responses ?? {}).map(Number),
          body: bodyOf(operation),
        })),
  );
