import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const compiled = new Map<string, ValidateFunction>();

/** What a published schema, as `segment.result`, finds wrong with a document; nothing when it accepts it. */
export function accepts(name: string, document: unknown): unknown {
  let check = compiled.get(name);
  if (!check) {
    const schema = JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8')) as object;
    check = new Ajv2020({ strict: false }).compile(schema);
    compiled.set(name, check);
  }
  return check(document) ? [] : check.errors;
}
