import { fraction } from '../fraction.ts';
import { day, inside, instant } from '../time.ts';
import { distinct } from '../usage.ts';
import { must, type Row, rowsOf, text, type World } from '../world.ts';
import {
  type At,
  before,
  cutOffOf,
  lastDays,
  never,
  no,
  notBefore,
  ownRows,
  type Signals,
  yes,
} from './at.ts';

const didNotHappen = ['scheduled', 'no_show', 'cancelled'];
const twoWayTypes = ['meeting', 'call', 'qbr', 'ebr', 'check_in', 'kickoff'];

export function isTouch(activity: Row, cutOff: number): boolean {
  const happened = !didNotHappen.includes(text(activity, 'outcome') ?? '');
  return happened && before(activity, 'occurred_at', cutOff);
}

function isTwoWay(activity: Row, cutOff: number): boolean {
  return (
    activity.direction === 'inbound' ||
    before(activity, 'responded_at', cutOff) ||
    (activity.outcome === 'replied' && instant(activity, 'responded_at') === null) ||
    twoWayTypes.includes(must(activity, 'type'))
  );
}

const withPersona = (contacts: readonly Row[], ...personas: readonly string[]) =>
  contacts.filter((row) => personas.includes(text(row, 'persona') ?? ''));

/** `world` is attributed and prepared. */
export function touchSignals(world: World, account: string, at: At): Signals {
  const cutOff = cutOffOf(at);
  const touches = ownRows(world, 'activities', account).filter((row) => isTouch(row, cutOff));
  const within = (days: number) =>
    touches.filter((row) => inside(instant(row, 'occurred_at'), lastDays(at, days)));
  const twoWay = touches.filter((row) => isTwoWay(row, cutOff));
  const last = Math.max(...twoWay.map((row) => instant(row, 'occurred_at') ?? 0));
  const touched = (days: number) => {
    const ids = distinct(within(days), 'contact_id');
    return rowsOf(world, 'contacts').filter((row) => ids.has(must(row, 'contact_id')));
  };
  const champions = withPersona(touched(90), 'champion').filter(
    (row) => row.account_id === account && notBefore(row, 'left_at', cutOff),
  );
  const deciders = withPersona(touched(180), 'decision_maker', 'business_owner');
  return {
    touches: fraction(within(90).length),
    contacts_touched: fraction(distinct(within(90), 'contact_id').size),
    personas_touched: fraction(distinct(touched(90), 'persona').size),
    days_since_two_way_touch: twoWay.length > 0 ? fraction(cutOff - last, day) : never,
    champion_touched: champions.length > 0 ? yes : no,
    no_champion_touched: champions.length > 0 ? no : yes,
    decider_touched: deciders.length > 0 ? yes : no,
  };
}
