import type { Pen } from './pen.ts';

/** `CSM: Dana Reyes; segment: smb`: the names of the dimensions in the reader's language, the values as they are. */
export function scopeWords(scope: string, pen: Pen): string {
  const parts = scope.split('; ').map((part) => {
    const at = part.indexOf(': ');
    return at === -1
      ? part
      : pen.t('{0}: {1}', pen.t(part.slice(0, at)), part.slice(at + ': '.length));
  });
  return pen.plain(parts.join('; '), 100);
}
