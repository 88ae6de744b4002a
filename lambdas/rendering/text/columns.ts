/** East Asian characters and pictures, which take two columns of a fixed-width font. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;
/** Accents and joiners, which take none. */
const narrow = /\p{Mn}|\p{Cf}/u;

/** Columns that a text takes in a fixed-width font. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += narrow.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}
