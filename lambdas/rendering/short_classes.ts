export interface ShortClasses {
  readonly inHtml: (source: string) => string;
  readonly inCss: (css: string) => string;
}

/**
 * Class names as a mail carries them: a letter or two each. They stand in hundreds of elements, and Gmail clips what
 * is too long. Names that a template makes up, as `h{{shade}}`, stay.
 */
export function shortClasses(named: ReadonlySet<string>): ShortClasses {
  const names = [...named].filter((name) => !/^h\d$/.test(name)).sort();
  const short = new Map(names.map((name, index) => [name, letters(index)]));
  const shortened = (name: string) => short.get(name) ?? name;
  const inCss = (css: string) =>
    css.replaceAll(/\.([a-z][\w-]*)/g, (_, name: string) => `.${shortened(name)}`);
  const inClass = (all: string) => all.split(' ').map(shortened).join(' ');
  return {
    inCss,
    inHtml: (source) =>
      source
        .replaceAll(/ class="([^"]*)"/g, (_, all: string) => ` class="${inClass(all)}"`)
        .replaceAll(/(?<=<style>)[\s\S]*?(?=<\/style>)/g, inCss),
  };
}

/** Without the h, which numbered names begin with. */
const alphabet = 'abcdefgijklmnopqrstuvwxyz';

function letters(index: number): string {
  const last = alphabet[index % alphabet.length] ?? '';
  const rest = Math.floor(index / alphabet.length);
  return rest === 0 ? last : letters(rest - 1) + last;
}
