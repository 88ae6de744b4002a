import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { kpisCsv } from '../../lambdas/rendering/kpis_csv.ts';
import { records } from '../documents_fixture.ts';

const csv = kpisCsv(records);
const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });

describe('kpis.csv', () => {
  it('starts with a byte-order mark and ends its lines the way Excel expects', () => {
    expect(csv.startsWith('\ufeffkpi,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(records.length + 2);
  });

  it('writes negative numbers as numbers', () => {
    expect(rows[1]?.value).toBe('-8259.5');
  });

  it.each(['=cmd()', '+1+1', '@SUM(A1)', '-2+3', '\t=1', '＝1'])(
    'keeps %j from running',
    (value) => {
      const [record] = records;
      if (record === undefined) throw new Error('no record');
      const [row] = parse(kpisCsv([{ ...record, segment: { dimension: 'csm', value } }]), {
        bom: true,
        columns: true,
      }) as Record<string, string>[];
      expect(row?.dimension_value).toBe(`'${value}`);
    },
  );

  it('leaves unknown values empty, never 0', () => {
    expect(rows[4]).toMatchObject({ value: '', numerator: '', status: 'not_measurable' });
  });

  it('says whether a value is judged in words', () => {
    expect(rows[0]?.judged).toBe('true');
  });
});
