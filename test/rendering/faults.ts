const mostBytes = 90_000;
const mostStyle = 16_000;

/** What no linter sees: all that mail clients drop, clip or show in another way than it was meant. */
export function faultsOf(html: string, cids: readonly string[]): string[] {
  return [
    ...fault(Buffer.byteLength(html) >= mostBytes, 'Gmail clips the message'),
    ...styleFaults(html),
    ...fault(/<(script|svg|iframe|form|link|video|object)\b/i.test(html), 'forbidden element'),
    ...fault(/var\(|url\(|@import/.test(html), 'CSS that clients drop'),
    ...textNodes(html).flatMap(textFaults),
    ...tags(html, 'table').flatMap((tag) => tableFaults(tag, html)),
    ...tags(html, 'img').flatMap(imageFaults),
    ...cidFaults(html, cids),
  ];
}

function fault(is: boolean, words: string): string[] {
  return is ? [words] : [];
}

function styleFaults(html: string): string[] {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css);
  return styles.flatMap((css) => fault(css.length >= mostStyle, 'Gmail drops the style sheet'));
}

/** Text between tags, one by one: joined, "NRR undefinedMRR" has no word "undefined". */
export function textNodes(html: string): string[] {
  const body = html.slice(html.indexOf('<body')).replaceAll(/<!--[\s\S]*?-->/g, '');
  return body
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function textFaults(text: string): string[] {
  const found = /\b(undefined|NaN|null|Infinity)\b|\[object|\{\{/.exec(text);
  return found === null ? [] : [`"${found[0]}" in "${text}"`];
}

function tags(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
}

/** A table is for layout and says so, or it holds data and has headers. */
function tableFaults(tag: string, html: string): string[] {
  if (tag.includes('role="presentation"')) return [];
  const rest = html.slice(html.indexOf(tag) + tag.length);
  return fault(!/^[\s\S]*?<th scope/.test(rest), `a table without role or headers: ${tag}`);
}

function imageFaults(tag: string): string[] {
  return [
    ...fault(!/ width="\d+"/.test(tag), `Word needs a width in pixels: ${tag}`),
    ...fault(!/style="[^"]*width:/.test(tag), `Apple Mail needs a width in CSS: ${tag}`),
    ...fault(!/ alt\b/.test(tag), `no alternative text: ${tag}`),
    ...fault(!/ src="cid:/.test(tag), `an image that the message does not carry: ${tag}`),
  ];
}

function cidFaults(html: string, cids: readonly string[]): string[] {
  const used = [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, cid = '']) => cid);
  return [
    ...used.filter((cid) => !cids.includes(cid)).map((cid) => `no part for ${cid}`),
    ...cids.filter((cid) => !used.includes(cid)).map((cid) => `no image shows ${cid}`),
    ...fault(new Set(cids).size !== cids.length, 'two parts of one name'),
  ];
}
