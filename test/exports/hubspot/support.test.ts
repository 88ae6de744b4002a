import { describe, expect, it } from 'vitest';
import { made, rowOf } from './mapped.ts';

const pipeline = { id: '0', label: 'Support' };
const lookups = {
  tickets_stages: [
    { id: '1', label: 'New', pipeline, metadata: { ticketState: 'OPEN', isClosed: 'false' } },
    { id: '4', label: 'Closed', pipeline, metadata: { ticketState: 'CLOSED' } },
  ],
};

describe('tickets', () => {
  const ticket = (properties: Record<string, string | null>) => ({
    ...{ object: 'tickets', properties, companies: ['70'] },
  });

  it('fills one', () => {
    const options = {
      ticket: { reopened_count: 'reopened', agent_replies: 'replies', escalated_at: 'escalated' },
    };
    const given = ticket({
      ...{ createdate: '2026-01-01T00:00:00Z', first_agent_reply_date: '2026-01-01T01:00:00Z' },
      ...{
        closed_date: '2026-01-02T00:00:00Z',
        hs_pipeline: '0',
        hs_pipeline_stage: '4',
        source_type: 'EMAIL',
      },
      ...{ hs_ticket_priority: 'HIGH', hs_ticket_category: 'BILLING_ISSUE' },
      ...{ reopened: '2', replies: '5.0', escalated: '2026-01-01T12:00:00Z' },
    });
    expect(rowOf('tickets', given, { options, lookups })).toEqual({
      ticket_id: '1',
      account_id: '70',
      created_at: '2026-01-01T00:00:00.000Z',
      first_response_at: '2026-01-01T01:00:00.000Z',
      solved_at: '2026-01-02T00:00:00.000Z',
      reopened_count: '2',
      agent_replies: '5',
      priority: 'high',
      category: 'BILLING_ISSUE',
      escalated_at: '2026-01-01T12:00:00.000Z',
      status: 'Closed',
      channel: 'email',
    });
  });

  it('does not take one that was opened again for solved', () => {
    const given = ticket({
      closed_date: '2026-01-02T00:00:00Z',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
    });
    expect(rowOf('tickets', given, { lookups })).not.toHaveProperty('solved_at');
  });

  it('shows a stage that is gone by its id', () => {
    const given = ticket({ closed_date: '2026-01-02T00:00:00Z', hs_pipeline_stage: '99' });
    expect(rowOf('tickets', given, { lookups })).toMatchObject({
      status: '99',
      solved_at: '2026-01-02T00:00:00.000Z',
    });
  });
});

describe('feedback submissions as survey answers', () => {
  const answer = (properties: Record<string, string | null>) => ({
    ...{ object: 'feedback_submissions', properties, companies: ['70'], contacts: ['11'] },
  });

  it.each([
    ['NPS', '9', 'nps', '0', '10'],
    ['CSAT', '2', 'csat', '0', '2'],
    ['CES', '7', 'ces', '1', '7'],
  ])('fills an answer to a survey of type %s', (type, score, ours, min, max) => {
    const given = answer({
      ...{ hs_survey_type: type, hs_value: score, hs_content: 'Good, "but"' },
      hs_submission_timestamp: '2026-10-10T10:00:00Z',
    });
    expect(rowOf('survey_responses', given)).toEqual({
      response_id: '1',
      type: ours,
      score,
      scale_min: min,
      scale_max: max,
      higher_is_better: true,
      account_id: '70',
      contact_id: '11',
      responded_at: '2026-10-10T10:00:00.000Z',
      comment: 'Good, "but"',
    });
  });

  it('takes the scale of a survey that the settings name by its id', () => {
    const surveys = { '55': { type: 'oss', min: 1, max: 5 } } as const;
    const given = answer({ hs_survey_type: 'CUSTOM', hs_survey_id: '55', hs_value: '4' });
    expect(rowOf('survey_responses', given, { options: { surveys } })).toMatchObject({
      type: 'oss',
      scale_max: '5',
    });
  });

  it.each([
    ['11', 'lies outside 0–10; state the scale under exports.hubspot.surveys'],
    ['n/a', 'is no plain number'],
  ])('refuses a score of %s', (hs_value, reason) => {
    const { refused } = made(answer({ hs_survey_type: 'NPS', hs_value }));
    expect(refused).toEqual([
      { table: 'survey_responses', id: '1', refused: `surveys: hs_value ${reason}` },
    ]);
  });

  it('leaves out and tells what no setting names, and what has no score', () => {
    expect(made(answer({ hs_survey_type: 'KNOWLEDGE', hs_value: '1' })).notes).toHaveLength(1);
    expect(made(answer({ hs_survey_type: 'NPS', hs_value: null })).notes).toEqual([
      'survey_responses: surveys: answers without a score are left out',
    ]);
  });
});
