import { z } from 'zod';
import { stackInfo } from './stack.ts';

const Value = z.record(z.string(), z.unknown());
const Row = z.object({
  document: z.object({ name: z.string(), fields: z.record(z.string(), Value) }).optional(),
});

/** Documents of a collection whose `field` equals `value`, read past the rules, as plain values. */
export async function readDocuments(
  collection: string,
  field: string,
  value: string,
): Promise<Record<string, unknown>[]> {
  const { origins, projectId } = stackInfo();
  const url = `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents:runQuery`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({
      structuredQuery: {
        from: [{ collectionId: collection }],
        where: { fieldFilter: { field: { fieldPath: field }, op: 'EQUAL', value: { stringValue: value } } },
      },
    }),
  });
  const rows = z.array(Row).parse(await answer.json());
  return rows.flatMap(({ document }) => (document === undefined ? [] : [decodeFields(document.fields)]));
}

function decodeFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, decodeValue(Value.parse(value))]),
  );
}

const Fields = z.object({ fields: z.record(z.string(), z.unknown()).default({}) });
const Values = z.object({ values: z.array(Value).default([]) });

function decodeValue(value: Record<string, unknown>): unknown {
  const [kind = '', content] = Object.entries(value)[0] ?? [];
  if (kind === 'integerValue' || kind === 'doubleValue') return Number(content);
  if (kind === 'mapValue') return decodeFields(Fields.parse(content).fields);
  if (kind === 'arrayValue') return Values.parse(content).values.map(decodeValue);
  return content;
}
