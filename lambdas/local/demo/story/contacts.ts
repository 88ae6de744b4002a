import { type Dice, dice } from '../random.ts';
import { type Day, daySeconds, type Second } from '../time.ts';
import { mailbox, personName } from '../words/people.ts';
import type { Segment } from './plots.ts';
import type { Story } from './story.ts';

export type Persona = 'champion' | 'decision_maker' | 'business_owner' | 'end_user' | 'detractor';

export interface Contact {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly persona: Persona;
  readonly seniority: string;
  readonly createdAt: Second;
  readonly leftOn: Day | null;
}

/** Who is known at an account, the most important first. */
const circles: Readonly<Record<Segment, readonly Persona[]>> = {
  smb: ['champion', 'decision_maker', 'end_user'],
  mid_market: ['champion', 'decision_maker', 'business_owner', 'end_user', 'end_user'],
  enterprise: [
    'champion',
    'decision_maker',
    'business_owner',
    'champion',
    'end_user',
    'end_user',
    'end_user',
  ],
};

const seniorities: Readonly<Record<Persona, string>> = {
  champion: 'manager',
  decision_maker: 'executive',
  business_owner: 'director',
  end_user: 'specialist',
  detractor: 'manager',
};

export function contactsOf(story: Story): readonly Contact[] {
  const { world, profile, arc } = story;
  const roll = dice(world.seed, profile.index, 'contacts');
  const personas = personasOf(story, roll);
  const contacts = personas.map((persona, place) => contactOf(story, persona, place + 1, roll));
  return contacts
    .map((contact) => (contact.no === 1 ? { ...contact, leftOn: arc.championLeftOn } : contact))
    .filter(({ createdAt }) => createdAt < world.horizon * daySeconds);
}

function personasOf({ arc, profile }: Story, roll: Dice): readonly Persona[] {
  if (arc.wonOn === null) return roll.chance(0.5) ? ['champion', 'decision_maker'] : ['champion'];
  const circle = circles[profile.segment];
  return roll.chance(0.08) ? [...circle, 'detractor'] : circle;
}

function contactOf(
  { world, profile, arc }: Story,
  persona: Persona,
  no: number,
  roll: Dice,
): Contact {
  const name = personName(roll);
  const createdOn = arc.createdOn + (no === 1 ? 0 : roll.between(0, 30));
  const leavesOn = createdOn + roll.between(200, 4000);
  return {
    no,
    id: `c-${profile.id.slice(2)}-${no}`,
    name,
    email: mailbox(name, no, profile.domain),
    persona,
    seniority: seniorities[persona],
    createdAt: createdOn * daySeconds + (profile.opensAt * 60 + roll.between(20, 500)) * 60,
    leftOn: leavesOn < world.horizon && persona === 'end_user' ? leavesOn : null,
  };
}
