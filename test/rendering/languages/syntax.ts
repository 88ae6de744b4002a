/** A node of the syntax tree of a TypeScript file. */
export type Node = Readonly<Record<string, unknown>>;

/** A text without places; null for any other expression. */
export function literal(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || nodes(node.expressions).length > 0) return null;
  return String(asNode(nodes(node.quasis)[0]?.value).cooked);
}

/** Of a function or of a method. */
export function nameOf(callee: unknown): string {
  const node = asNode(callee);
  return String(node.type === 'MemberExpression' ? asNode(node.property).name : node.name);
}

export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(asNode(value));
    for (const part of Object.values(value)) walk(part, visit);
  }
}

export const asNode = (value: unknown) => (value ?? {}) as Node;
export const nodes = (value: unknown) => (value ?? []) as readonly Node[];
