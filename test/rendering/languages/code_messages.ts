import { parseAst } from 'rolldown/parseAst';
import { asNode, literal, type Node, nameOf, nodes, walk } from './syntax.ts';

/** Messages of a TypeScript file: its `say` templates, and what it gives `t`, `counted` and reasons. */
export function messagesOfCode(source: string): string[] {
  const found: string[] = [];
  const named = new Map<string, string>();
  // Facts of KPIs have a `counted` of their own, which says nothing.
  const counts = !source.includes('fact_files.ts');
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    remember(node, named);
    found.push(...(node.type === 'TaggedTemplateExpression' ? template(node, named) : []));
    found.push(...(node.type === 'CallExpression' ? call(node, counts) : []));
    found.push(...(node.type === 'NewExpression' ? thrown(node) : []));
  });
  return found;
}

/** Remembers the forms that a constant stands for: `const are = plural(n, 'is', 'are')`. */
function remember(node: Node, named: Map<string, string>): void {
  const forms = node.type === 'VariableDeclarator' ? formsOf(asNode(node.init)) : null;
  if (forms !== null) named.set(nameOf(node.id), forms);
}

function template(node: Node, named: ReadonlyMap<string, string>): string[] {
  if (nameOf(node.tag) !== 'say') return [];
  const quasi = asNode(node.quasi);
  const said = nodes(quasi.expressions);
  const parts = nodes(quasi.quasis).map(({ value }) => String(asNode(value).cooked));
  const forms = said.map((one) => formsOf(one) ?? named.get(nameOf(one)) ?? null);
  if (parts.every((part) => part.trim() === '') && forms.every((one) => one === null)) return [];
  // The function that makes such messages has variables for the forms.
  if (forms.some((one) => one?.startsWith('null|'))) return [];
  const place = (i: number) => (forms[i] == null ? `{${i}}` : `{${i}:${forms[i]}}`);
  return [parts.reduce((text, part, i) => `${text}${place(i - 1)}${part}`).trim()];
}

/** `is|are` of plural(n, 'is', 'are'); null for any other call. */
function formsOf(node: Node): string | null {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'plural') return null;
  const [, one = null, many = null] = nodes(node.arguments).map(literal);
  return `${one}|${many ?? `${one}s`}`;
}

function call(node: Node, counts: boolean): string[] {
  const name = nameOf(node.callee);
  const given = nodes(node.arguments);
  if (['t', 'fixed', 'message', 'prose'].includes(name)) return given.slice(0, 1).flatMap(literals);
  if (name !== 'counted' || !counts) return [];
  const [, one = null, many = null] = given.map(literal);
  return one === null ? [] : [`{0} {1:${one}|${many ?? `${one}s`}}`];
}

/** Fixed texts that a file of the reports puts into fields of the model. */
export function labelsOfCode(source: string): string[] {
  const found: string[] = [];
  walk(parseAst(source, { lang: 'ts' }), ({ type, key, value }) => {
    const isText = ['label', 'score_label', 'line'].includes(String(asNode(key).name));
    found.push(...(type === 'Property' && isText ? literals(asNode(value)) : []));
  });
  return found;
}

/** Reasons why a KPI has no value. */
function thrown(node: Node): string[] {
  if (!['NotMeasurable', 'NoSource'].includes(nameOf(node.callee))) return [];
  return nodes(node.arguments).slice(0, 1).flatMap(literals);
}

/** Both of `is ? 'a' : 'b'`, and what stands in for another text, `found ?? 'a'`. */
function literals(node: Node): string[] {
  if (node.type === 'ConditionalExpression') {
    return [...literals(asNode(node.consequent)), ...literals(asNode(node.alternate))];
  }
  if (node.type === 'LogicalExpression') return literals(asNode(node.right));
  const text = literal(node);
  return text === null ? [] : [text];
}
