import type { Cast } from '../story/cast.ts';
import { type Ticket, ticketsOf } from '../story/complaints.ts';
import { daySeconds } from '../time.ts';
import type { World } from '../world.ts';
import { instant, known, type Row } from './cells.ts';

export function ticketRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  return ticketsOf(cast).map((ticket) => {
    const solved = known(world, ticket.solvedAt);
    const responded = known(world, ticket.respondedAt);
    return {
      ticket_id: ticket.id,
      account_id: profile.id,
      user_id: ticket.userId,
      created_at: instant(ticket.createdAt),
      first_response_at: instant(responded),
      solved_at: instant(solved),
      reopened_count: solved === null ? 0 : ticket.reopened,
      agent_replies: repliesUntil(world, ticket),
      priority: ticket.priority,
      category: ticket.category,
      escalated_at: instant(known(world, ticket.escalatedAt)),
      status: statusOf(solved, responded),
      channel: ticket.channel,
    };
  });
}

function repliesUntil(world: World, { respondedAt, solvedAt, replies }: Ticket): number {
  if (known(world, respondedAt) === null) return 0;
  if (known(world, solvedAt) !== null) return replies;
  const share = (world.horizon * daySeconds - respondedAt) / (solvedAt - respondedAt);
  return Math.max(1, Math.floor(replies * share));
}

function statusOf(solved: number | null, responded: number | null): string {
  if (solved !== null) return 'solved';
  return responded === null ? 'new' : 'open';
}
