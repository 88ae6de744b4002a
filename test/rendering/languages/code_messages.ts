import { parseAst } from 'rolldown/parseAst';

type Node = Readonly<Record<string, unknown>>;

/** Messages of a TypeScript file: its `say` templates, and what it gives `t`, `counted` and reasons. */
export function messagesOfCode(source: string): string[] {
  if (!/\bsay`|\bt\(|counted\(|NotMeasurable\(|NoSource\(/.test(source)) return [];
  const found: string[] = [];
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    found.push(...(node.type === 'TaggedTemplateExpression' ? template(node) : []));
    found.push(...(node.type === 'CallExpression' ? call(node) : []));
    found.push(...(node.type === 'NewExpression' ? thrown(node) : []));
  });
  return found;
}

function template(node: Node): string[] {
  if (nameOf(node.tag) !== 'say') return [];
  const quasi = asNode(node.quasi);
  const said = nodes(quasi.expressions);
  const parts = nodes(quasi.quasis).map(({ value }) => String(asNode(value).cooked));
  const forms = said.map(formsOf);
  if (parts.every((part) => part.trim() === '') && forms.every((one) => one === null)) return [];
  const place = (i: number) => (forms[i] == null ? `{${i}}` : `{${i}:${forms[i]}}`);
  return [parts.reduce((text, part, i) => `${text}${place(i - 1)}${part}`).trim()];
}

/** `is|are` of plural(n, 'is', 'are'); null for any other call. */
function formsOf(node: Node): string | null {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'plural') return null;
  const [, one = null, many = null] = nodes(node.arguments).map(literal);
  return `${one}|${many ?? `${one}s`}`;
}

function call(node: Node): string[] {
  const name = nameOf(node.callee);
  const given = nodes(node.arguments);
  if (name === 't') return given.slice(0, 1).flatMap(literals);
  if (name !== 'counted') return [];
  const [, one = null, many = null] = given.map(literal);
  return one === null ? [] : [`{0} {1:${one}|${many ?? `${one}s`}}`];
}

/** Reasons why a KPI has no value. */
function thrown(node: Node): string[] {
  if (!['NotMeasurable', 'NoSource'].includes(nameOf(node.callee))) return [];
  return nodes(node.arguments).slice(0, 1).flatMap(literals);
}

/** Both of `is ? 'a' : 'b'`. */
function literals(node: Node): string[] {
  if (node.type === 'ConditionalExpression') {
    return [...literals(asNode(node.consequent)), ...literals(asNode(node.alternate))];
  }
  const text = literal(node);
  return text === null ? [] : [text];
}

function literal(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || nodes(node.expressions).length > 0) return null;
  return String(asNode(nodes(node.quasis)[0]?.value).cooked);
}

/** Of a function or of a method. */
function nameOf(callee: unknown): string {
  const node = asNode(callee);
  return String(node.type === 'MemberExpression' ? asNode(node.property).name : node.name);
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(asNode(value));
    for (const part of Object.values(value)) walk(part, visit);
  }
}

const asNode = (value: unknown) => (value ?? {}) as Node;
const nodes = (value: unknown) => (value ?? []) as readonly Node[];
