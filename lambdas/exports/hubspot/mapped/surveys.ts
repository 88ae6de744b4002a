import { parseDecimal } from '../../../tables/cells/decimal.ts';
import type { Group, MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { accountOf, type Setup, standing } from './known.ts';

type Survey = Setup['options']['surveys'][string];

/** Answers to surveys whose scale is known: HubSpot gives a number without saying of how many. */
export function* surveyRows(group: Group, context: MapContext, setup: Setup): Iterable<Mapped> {
  const { live } = standing(group, setup.objects.feedback_submissions);
  if (!live) return;
  const tell = (text: string) => context.note('survey_responses', `surveys: ${text}`);
  const { surveys } = setup.options;
  const fields = fieldsOf(live, tell);
  const survey =
    surveys[fields.text('hs_survey_id') ?? ''] ?? surveys[fields.text('hs_survey_type') ?? ''];
  if (!survey) {
    tell('answers to a survey that exports.hubspot.surveys does not name are left out');
    return;
  }
  const score = fields.text('hs_value');
  if (score === undefined) tell('answers without a score are left out');
  else yield answer(live, fields, survey, score);
}

function answer(record: CrmRecord, fields: Fields, survey: Survey, score: string): Mapped {
  const { type, min, max, higher_is_better } = survey;
  const refused = refusal(score, min, max);
  if (refused) return { table: 'survey_responses', id: record.id, refused };
  return {
    table: 'survey_responses',
    row: {
      response_id: record.id,
      ...{ type, score, scale_min: min, scale_max: max, higher_is_better },
      ...who(record, fields.text('hs_contact_id')),
      responded_at:
        fields.instant('hs_submission_timestamp') ??
        fields.instant('hs_createdate') ??
        record.createdAt,
      comment: fields.text('hs_content'),
      source_updated_at: record.updatedAt,
    },
  };
}

function refusal(score: string, min: number, max: number): string | undefined {
  if (!parseDecimal(score)) return 'surveys: hs_value is no plain number';
  if (Number(score) >= min && Number(score) <= max) return undefined;
  return `surveys: hs_value lies outside ${min}–${max}; state the scale under exports.hubspot.surveys`;
}

const who = (record: CrmRecord, contact: string | undefined) => ({
  account_id: accountOf(record),
  contact_id: record.links?.contacts[0] ?? contact,
});
