import type { Cast } from '../story/cast.ts';
import { daySeconds } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

export function contactRows({ world, profile, contacts }: Cast): readonly Row[] {
  return contacts.map(({ id, name, email, persona, seniority, createdAt, leftOn }) => ({
    contact_id: id,
    account_id: profile.id,
    name,
    email,
    persona,
    seniority,
    created_at: instant(createdAt),
    left_at: instant(known(world, leftOn === null ? null : leftOn * daySeconds)),
  }));
}

export function userRows({ world, profile, arc, users }: Cast): readonly Row[] {
  const asked = ((arc.usedFrom ?? 0) + 10) * daySeconds;
  return users.map(({ id, contactId, role, signedUpAt, leavesOn }) => ({
    user_id: id,
    account_id: profile.id,
    contact_id: contactId,
    role,
    signed_up_at: instant(signedUpAt),
    // The first users came by the account's channel, later ones were asked in.
    acquisition_channel: signedUpAt < asked ? profile.channel : 'invite',
    deactivated_at: instant(known(world, leavesOn === null ? null : leavesOn * daySeconds)),
  }));
}
