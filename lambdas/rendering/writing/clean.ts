/** Marks that turn the reading direction of everything after them: a name could reverse a sentence. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * One line of safe text from whatever an export held: no line breaks or control characters (they would
 * start a mail header or break a table), at most `longest` characters.
 */
export function clean(text: string, longest: number): string {
  return line(unmarked(text), longest);
}

export function unmarked(text: string): string {
  return text.replaceAll(directionMarks, '');
}

/** A word that is wider than the page widens it in Word, which breaks a line at spaces only. */
const longestWord = 40;
/** Scripts that break between any two letters need no space. */
const wholeWords =
  /[^\s/\p{Pd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** Words that a page can break between; one without an end is cut. */
export function breakable(text: string, longest = longestWord): string {
  if (text.length <= longest) return text;
  return text.replaceAll(wholeWords, (word) => clip(word, longest));
}

/** The same of text whose marks are our own, each of them closed. */
export function line(text: string, longest: number): string {
  const tidy = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  const cut = clip(tidy, longest);
  if (!cut.includes('\u2068')) return cut;
  const open = cut.split('\u2068').length - cut.split('\u2069').length;
  return cut + '\u2069'.repeat(Math.max(0, open));
}

/** At most `longest` characters; what is cut is visible as an ellipsis. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}

/** Words that stay on one line. */
export function whole(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** A text of some lines whose last one is more than a short word. */
export function unorphaned(text: string): string {
  return text.length < 36 ? text : text.replace(/ (\S{1,7})$/u, '\u00a0$1');
}
