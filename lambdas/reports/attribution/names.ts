import type { Prose } from '../model.ts';
import { spoken } from '../words/codes.ts';
import { capital, say } from '../words/say.ts';

/** What a part of the base is called in a sentence and in a table. */
export function nameOfPart(dimension: string, value: string): Prose {
  if (dimension === 'movement') return movements.get(value) ?? [value];
  const name = value.replaceAll('_', ' ');
  switch (dimension) {
    case 'plan':
      return say`the plan ${name}`;
    case 'csm':
      return say`the book of ${value}`;
    case 'onboarding_model':
      return say`${name} onboarding`;
    case 'acquisition_channel':
      return say`the channel ${name}`;
    case 'reason':
    case 'change_reason':
      return say`the reason “${spoken(value)}”`;
    case 'segment':
      return say`the segment ${name}`;
    case 'region':
      return say`the region ${name}`;
    default:
      return [value];
  }
}

/** The same as the head of a row, where the dimension is said above; as the export writes it. */
export function rowName(dimension: string, value: string): Prose {
  if (dimension === 'account' || dimension === 'csm') return [value];
  if (dimension !== 'movement') return spoken(value);
  return capital(movements.get(value) ?? [value]);
}

const movements: ReadonlyMap<string, Prose> = new Map([
  ['new', say`new business`],
  ['reactivation', say`reactivation`],
  ['resume', say`resuming after a pause`],
  ['expansion', say`expansion`],
  ['contraction', say`contraction`],
  ['pause', say`pausing`],
  ['churn', say`churn`],
  ['exchange', say`exchange`],
]);

const dimensions: ReadonlyMap<string, Prose> = new Map([
  ['segment', say`segment`],
  ['plan', say`plan`],
  ['region', say`region`],
  ['account', say`account`],
  ['onboarding_model', say`onboarding model`],
  ['acquisition_channel', say`acquisition channel`],
  ['csm', say`customer success manager`],
  ['movement', say`kind of movement`],
  ['reason', say`reason on record`],
  ['change_reason', say`reason of the change`],
]);

/** `segment`, `kind of movement`. */
export function nameOfDimension(dimension: string): Prose {
  return dimensions.get(dimension) ?? spoken(dimension);
}
