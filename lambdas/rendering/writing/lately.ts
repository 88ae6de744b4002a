import type { Figure } from '../../reports/model.ts';
import type { Style } from './numbers.ts';

type Write = (figure: Figure, style: Style) => string;

/** Some megabytes at most. */
const [mostKinds, mostOfKind] = [50, 2_000];

/** The same function, which knows what it wrote lately: accounts have the same few numbers again and again. */
export function lately(write: Write): Write {
  const kinds = new Map<string, Map<number, string>>();
  return (figure, style) => {
    const { value, unit, currency, signed } = figure;
    const kind = `${style} ${currency} ${signed} ${unit}`;
    const known = kinds.get(kind) ?? new Map<number, string>();
    const text = known.get(value) ?? write(figure, style);
    if (known.size >= mostOfKind) known.clear();
    known.set(value, text);
    if (kinds.size >= mostKinds) kinds.clear();
    kinds.set(kind, known);
    return text;
  };
}
