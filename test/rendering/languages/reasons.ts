import { parseAst } from 'rolldown/parseAst';
import { asNode, literal, type Node, nameOf, nodes, walk } from './syntax.ts';

/** How a parameter ends as a reason: `nothing` says what there was none of, `unknown` is the whole reason. */
const ends: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => `there were no ${text}`,
  unknown: (text) => text,
};

/** Reasons that functions of the KPIs are given, to say where there is no value: read from all their files. */
export function reasonsOf(sources: readonly string[]): string[] {
  const files = sources.map((source) => parseAst(source, { lang: 'ts' }));
  const takers = new Map(files.flatMap(takersOf));
  return files.flatMap((file) => given(file, takers));
}

/** Where a function takes a reason: its name, the place and the name of the parameter. */
type Taker = [name: string, found: { readonly at: number; readonly end: string }];

function takersOf(file: unknown): Taker[] {
  const found: Taker[] = [];
  walk(file, (node) => {
    const [name, made] =
      node.type === 'VariableDeclarator' ? [node.id, asNode(node.init)] : [node.id, node];
    if (!/Function/.test(String(made.type))) return;
    for (const end of Object.keys(ends)) {
      const at = nodes(made.params).findIndex((one) => one.name === end);
      if (at >= 0) found.push([String(asNode(name).name), { at, end }]);
    }
  });
  return found;
}

/** Texts that a file gives a name. */
function constantsOf(file: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(file, (node) => {
    const text = node.type === 'VariableDeclarator' ? literal(asNode(node.init)) : null;
    if (text !== null) found.set(String(asNode(node.id).name), text);
  });
  return found;
}

function given(file: unknown, takers: ReadonlyMap<string, { at: number; end: string }>): string[] {
  const found: string[] = [];
  const named = constantsOf(file);
  const keep = (node: Node | undefined, end: string) => {
    const text = node && (literal(node) ?? named.get(String(node.name)) ?? null);
    if (text) found.push(ends[end]?.(text) ?? text);
  };
  walk(file, (node) => {
    const taker = node.type === 'CallExpression' ? takers.get(nameOf(node.callee)) : undefined;
    if (taker) keep(nodes(node.arguments)[taker.at], taker.end);
    const name = node.type === 'VariableDeclarator' ? String(asNode(node.id).name) : '';
    if (Object.hasOwn(ends, name)) keep(asNode(node.init), name);
  });
  return found;
}
