import type { KpiText } from '../../../kpis/kpi.ts';
import type { Report } from '../../../reports/model.ts';
import type { Pen } from '../../writing/pen.ts';
import { type Cell, prose, type Table, text } from '../table.ts';

/** What every KPI counts; of those that the report shows with the settings in force. */
export function definitions(
  kpis: readonly KpiText[],
  shown: Report['definitions'],
  pen: Pen,
): Table {
  const { t } = pen;
  return {
    name: t('Definitions'),
    fixed: 1,
    columns: [
      text(t('KPI'), 40),
      text(t('Stage'), 20),
      prose(t('Question'), 50),
      prose(t('Definition'), 80),
      prose(t('Formula'), 60),
      text(t('Unit'), 18),
      text(t('Better when'), 12),
    ],
    rows: kpis.map((kpi) => cellsOf(kpi, shown, pen)),
  };
}

/** Letters of a definition with the settings in force. */
const longest = 4000;

function cellsOf(kpi: KpiText, shown: Report['definitions'], pen: Pen): Cell[] {
  const { t } = pen;
  const inForce = shown.find((one) => one.kpi === kpi.id)?.definition;
  const better = { higher: t('higher'), lower: t('lower'), neutral: null }[kpi.direction];
  return [
    t(kpi.label),
    t(kpi.stage),
    t(kpi.question),
    pen.prose(inForce ?? kpi.definition, longest),
    t(kpi.formula),
    kpi.unit,
    better,
  ];
}
