import { isTrue, must, type Row, rowsOf, text, type World } from '../world.ts';

/**
 * The world in which an answer that names no account is its user's. What then has none is its
 * contact's, which preparing the world sees to; so this comes before it.
 */
export function attributed(world: World): World {
  const answers = world.survey_responses;
  if (answers === undefined) return world;
  const standing = rowsOf(world, 'users').filter((user) => !isTrue(user, 'is_deleted'));
  const accounts = new Map(
    standing.map((user) => [must(user, 'user_id'), must(user, 'account_id')]),
  );
  const filled = (row: Row): Row => {
    const users = accounts.get(text(row, 'user_id') ?? '') ?? null;
    return { ...row, account_id: text(row, 'account_id') ?? users };
  };
  return { ...world, survey_responses: answers.map(filled) };
}
