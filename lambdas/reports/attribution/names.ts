/** What a part of the base is called in a sentence and in a table. */
export function nameOfPart(dimension: string, value: string): string {
  if (dimension === 'movement') return movements.get(value) ?? value;
  const name = value.replaceAll('_', ' ');
  switch (dimension) {
    case 'plan':
      return `the plan ${name}`;
    case 'csm':
      return `the book of ${value}`;
    case 'onboarding_model':
      return `${name} onboarding`;
    case 'acquisition_channel':
      return `the channel ${name}`;
    case 'reason':
    case 'change_reason':
      return `the reason “${name}”`;
    case 'segment':
      return `the segment ${name}`;
    case 'region':
      return `the region ${name}`;
    default:
      return value;
  }
}

/** The same as the head of a row, where the dimension is said above; as the export writes it. */
export function rowName(dimension: string, value: string): string {
  if (dimension === 'account' || dimension === 'csm') return value;
  if (dimension !== 'movement') return value.replaceAll('_', ' ');
  const name = movements.get(value) ?? value;
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const movements: ReadonlyMap<string, string> = new Map([
  ['new', 'new business'],
  ['reactivation', 'reactivation'],
  ['resume', 'resuming after a pause'],
  ['expansion', 'expansion'],
  ['contraction', 'contraction'],
  ['pause', 'pausing'],
  ['churn', 'churn'],
  ['exchange', 'exchange'],
]);

const dimensions: ReadonlyMap<string, string> = new Map([
  ['csm', 'customer success manager'],
  ['movement', 'kind of movement'],
  ['reason', 'reason on record'],
  ['change_reason', 'reason of the change'],
]);

/** `segment`, `kind of movement`. */
export function nameOfDimension(dimension: string): string {
  return dimensions.get(dimension) ?? dimension.replaceAll('_', ' ');
}
