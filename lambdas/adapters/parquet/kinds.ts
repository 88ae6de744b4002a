import type { SchemaElement, SchemaTree } from 'hyparquet';
import { decimalTextOf, doubleText, floatText, wholeOf } from './numbers.ts';
import { dateText, microsOf, stampText } from './times.ts';

/** What a column holds, by the name that DuckDB has for it, and its values as DuckDB writes them as text. */
export interface Kind {
  readonly type: string;
  readonly text: (value: unknown) => string;
  /** Microseconds since 1970, of timestamps alone. */
  readonly micros?: (value: unknown) => bigint;
  /** What a list is of. */
  readonly element?: Kind;
}

/** The kind of a column; structures are only named, for no column of ours is read from them. */
export function kindOf(node: SchemaTree): Kind {
  const { element, children } = node;
  if (children.length === 0) return leafKind(element);
  const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
  const listed = isList && elementOf(node);
  if (!listed) return structure(element.converted_type === 'MAP' ? 'MAP' : 'STRUCT');
  const inner = kindOf(listed);
  const isFlat = listed.children.length === 0;
  return { ...structure(`${inner.type}[]`), ...(isFlat ? { element: inner } : {}) };
}

const structure = (type: string): Kind => ({ type, text: () => type });

/** What a list is of: list → repeated group → element, or list → repeated element of older writers. */
function elementOf({ children: [repeated] }: SchemaTree): SchemaTree | undefined {
  if (!repeated || repeated.children.length > 1) return undefined;
  return repeated.children[0] ?? repeated;
}

function leafKind(element: SchemaElement): Kind {
  return annotated(element) ?? physical(element);
}

function annotated(element: SchemaElement): Kind | undefined {
  const { converted_type: converted, logical_type: logical } = element;
  switch (logical?.type ?? converted) {
    case 'STRING':
    case 'ENUM':
    case 'UTF8':
      return { type: 'VARCHAR', text: String };
    case 'JSON':
      return { type: 'JSON', text: String };
    case 'UUID':
      return { type: 'UUID', text: String };
    case 'FLOAT16':
      return { type: 'FLOAT', text: floatText };
    case 'DATE':
      return { type: 'DATE', text: dateText };
    case 'DECIMAL':
      return decimalKind(element);
    case 'INTERVAL':
      return { type: 'INTERVAL', text: String };
    case 'TIME':
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return { type: 'TIME', text: String };
    case 'TIMESTAMP':
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return stampKind(element);
    default:
      return integerKind(element);
  }
}

function decimalKind({ precision = 0, scale = 0, logical_type: logical }: SchemaElement): Kind {
  const stated = logical?.type === 'DECIMAL' ? logical : { precision, scale };
  return {
    type: `DECIMAL(${stated.precision},${stated.scale})`,
    text: (value) => decimalTextOf(value, stated.scale),
  };
}

/** What names no zone is wall time; older writers name none for anything. */
function stampKind({ converted_type: converted, logical_type: logical }: SchemaElement): Kind {
  const stated = logical?.type === 'TIMESTAMP' ? logical : undefined;
  const unit = stated?.unit ?? (converted === 'TIMESTAMP_MILLIS' ? 'MILLIS' : 'MICROS');
  const micros = microsOf(unit);
  const text = (value: unknown) => stampText(micros(value) * 1000n);
  if (stated?.isAdjustedToUTC)
    return { type: 'TIMESTAMP WITH TIME ZONE', text: (value) => `${text(value)}+00`, micros };
  if (unit !== 'NANOS') return { type: 'TIMESTAMP', text, micros };
  return { type: 'TIMESTAMP_NS', text: (value) => stampText(wholeOf(value)), micros };
}

const integerTypes: Readonly<Record<string, string>> = {
  ...{ INT_8: 'TINYINT', INT_16: 'SMALLINT', INT_32: 'INTEGER', INT_64: 'BIGINT' },
  ...{ UINT_8: 'UTINYINT', UINT_16: 'USMALLINT', UINT_32: 'UINTEGER', UINT_64: 'UBIGINT' },
};

function integerKind({ converted_type: converted, logical_type: logical }: SchemaElement) {
  const sign = logical?.type === 'INTEGER' && !logical.isSigned ? 'U' : '';
  const name = logical?.type === 'INTEGER' ? `${sign}INT_${logical.bitWidth}` : (converted ?? '');
  const type = integerTypes[name];
  return type === undefined
    ? undefined
    : { type, text: (value: unknown) => String(wholeOf(value)) };
}

function physical({ type }: SchemaElement): Kind {
  switch (type) {
    case 'BOOLEAN':
      return { type, text: String };
    case 'INT32':
    case 'INT64':
      return {
        type: type === 'INT32' ? 'INTEGER' : 'BIGINT',
        text: (value) => String(wholeOf(value)),
      };
    case 'INT96': {
      const micros = microsOf('NANOS');
      return { type: 'TIMESTAMP', text: (value) => stampText(micros(value) * 1000n), micros };
    }
    case 'FLOAT':
      return { type, text: floatText };
    case 'DOUBLE':
      return { type, text: doubleText };
    default:
      return { type: 'BLOB', text: String };
  }
}
