import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import {
  type Calendar,
  lastComplete,
  monthsBefore,
  next,
  parsePeriod,
  previous,
  sameLastYear,
  trend,
} from '../../lambdas/reports/periods.ts';

const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  fiscalStartMonth: 1,
  namedFor: 'last_month',
};
const editions = ['weekly', 'monthly', 'quarterly'] as const;
const days = (label: string, edition: (typeof editions)[number], other: Partial<Calendar> = {}) => {
  const { start, end } = parsePeriod(edition, label, { ...calendar, ...other });
  return [start, end];
};

describe('a week', () => {
  it('runs from Monday to Monday', () => {
    expect(days('2026-W45', 'weekly')).toEqual(['2026-11-02', '2026-11-09']);
  });

  it('has a number 53 in 2026 and in 2020', () => {
    expect(days('2026-W53', 'weekly')).toEqual(['2026-12-28', '2027-01-04']);
    expect(days('2020-W53', 'weekly')).toEqual(['2020-12-28', '2021-01-04']);
  });

  it('has no number 53 in 2025, and the error says how many there are', () => {
    expect(() => parsePeriod('weekly', '2025-W53', calendar)).toThrow(
      new BadSettings(
        'Period "2025-W53" does not exist: 2025 has weekly periods 1 to 52, e.g. 2026-W45.',
      ),
    );
  });

  it('53 has no week of the same name a year earlier', () => {
    expect(sameLastYear(parsePeriod('weekly', '2026-W53', calendar), calendar)).toBeNull();
    expect(sameLastYear(parsePeriod('weekly', '2026-W52', calendar), calendar)?.label).toBe(
      '2025-W52',
    );
  });

  it('53 is followed by week 1, which it precedes', () => {
    const last = parsePeriod('weekly', '2026-W53', calendar);
    expect(next(last, calendar).label).toBe('2027-W01');
    expect(previous(next(last, calendar), calendar)).toEqual(last);
  });

  it('of a change of clocks is an hour short or long', () => {
    const hours = (label: string) => {
      const { startsAt, endsAt } = parsePeriod('weekly', label, calendar);
      return (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000;
    };
    expect(hours('2026-W13')).toBe(167);
    expect(hours('2026-W43')).toBe(169);
    expect(hours('2026-W45')).toBe(168);
  });
});

describe('a month', () => {
  it('starts and ends at midnight of its zone, on either side of the change of clocks', () => {
    const march = parsePeriod('monthly', '2026-03', calendar);
    expect(march.startsAt).toBe('2026-02-28T23:00:00.000Z');
    expect(march.endsAt).toBe('2026-03-31T22:00:00.000Z');
    expect(parsePeriod('monthly', '2026-10', calendar).endsAt).toBe('2026-10-31T23:00:00.000Z');
  });

  it('of a zone half an hour off starts at the half hour', () => {
    const october = parsePeriod('monthly', '2026-10', { ...calendar, timeZone: 'Asia/Kolkata' });
    expect(october.startsAt).toBe('2026-09-30T18:30:00.000Z');
  });

  it('holds the 29th of February in a leap year only', () => {
    expect(days('2028-02', 'monthly')).toEqual(['2028-02-01', '2028-03-01']);
    expect(lastComplete('monthly', '2028-02-29', calendar).label).toBe('2028-01');
  });

  it('ends one year at December and goes on with January', () => {
    expect(next(parsePeriod('monthly', '2026-12', calendar), calendar).label).toBe('2027-01');
  });
});

it('starts at the first instant of a day whose midnight does not exist', () => {
  // Clocks went from 23:59:59 to 01:00 as these two months began.
  const inZone = (timeZone: string, label: string) =>
    parsePeriod('monthly', label, { ...calendar, timeZone }).startsAt;
  expect(inZone('America/Sao_Paulo', '1950-12')).toBe('1950-12-01T03:00:00.000Z');
  expect(inZone('America/Asuncion', '2017-10')).toBe('2017-10-01T04:00:00.000Z');
});

describe('a fiscal quarter', () => {
  it('is the calendar quarter by default', () => {
    expect(days('2026-Q3', 'quarterly')).toEqual(['2026-07-01', '2026-10-01']);
  });

  it.each([
    [2, 'last_month', '2026-Q4', '2025-11-01', '2026-02-01'],
    [2, 'first_month', '2026-Q4', '2026-11-01', '2027-02-01'],
    [4, 'last_month', '2026-Q1', '2025-04-01', '2025-07-01'],
    [4, 'first_month', '2026-Q4', '2027-01-01', '2027-04-01'],
  ] as const)(
    'of a year from month %i named for its %s: %s',
    (month, namedFor, label, start, end) => {
      const fiscal = { fiscalStartMonth: month, namedFor };
      expect(days(label, 'quarterly', fiscal)).toEqual([start, end]);
      expect(
        sameLastYear(parsePeriod('quarterly', label, { ...calendar, ...fiscal }), calendar),
      ).not.toBeNull();
    },
  );
});

describe('a label', () => {
  it.each([
    ['weekly', '2026-45', '2026-W45'],
    ['monthly', '2026-W45', '2026-10'],
    ['quarterly', '2026-10', '2026-Q3'],
  ] as const)(
    'of another edition is rejected with an example (%s %s)',
    (edition, label, example) => {
      expect(() => parsePeriod(edition, label, calendar)).toThrow(example);
    },
  );

  it.each([
    ['weekly', '2026-W00'],
    ['monthly', '2026-13'],
    ['quarterly', '2026-Q5'],
  ] as const)('of a period that does not exist is rejected (%s %s)', (edition, label) => {
    expect(() => parsePeriod(edition, label, calendar)).toThrow(BadSettings);
  });
});

describe('every period', () => {
  const anyCalendar = fc.record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Sao_Paulo'),
    fiscalStartMonth: fc.integer({ min: 1, max: 12 }),
    namedFor: fc.constantFrom('first_month' as const, 'last_month' as const),
  });
  const anyDay = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((instant) => instant.toISOString().slice(0, 10));
  const anyEdition = fc.constantFrom(...editions);

  it('abuts the next one and covers the days between', () => {
    fc.assert(
      fc.property(anyEdition, anyDay, anyCalendar, (edition, day, clocks) => {
        const before = lastComplete(edition, day, clocks);
        const held = next(before, clocks);
        expect(before.end <= day && held.start <= day && day < held.end).toBe(true);
        expect([held.start, held.startsAt]).toEqual([before.end, before.endsAt]);
        expect(previous(held, clocks)).toEqual(before);
        expect(parsePeriod(edition, held.label, clocks)).toEqual(held);
      }),
    );
  });

  it('has a trend that ends with it, without a gap', () => {
    fc.assert(
      fc.property(anyEdition, anyDay, anyCalendar, (edition, day, clocks) => {
        const period = lastComplete(edition, day, clocks);
        const thirteen = trend(period, clocks, 13);
        expect(thirteen).toHaveLength(13);
        expect(thirteen.at(-1)).toEqual(period);
        thirteen.slice(1).forEach((at, i) => {
          expect(at.start).toBe(thirteen[i]?.end);
        });
      }),
    );
  });
});

it('is complete only once its last day is covered', () => {
  expect(lastComplete('weekly', '2026-11-08', calendar).label).toBe('2026-W44');
  expect(lastComplete('weekly', '2026-11-09', calendar).label).toBe('2026-W45');
  expect(lastComplete('quarterly', '2026-09-30', calendar).label).toBe('2026-Q2');
});

it('goes a year back from the 29th of February to the 28th', () => {
  expect(monthsBefore('2028-02-29', 12)).toBe('2027-02-28');
  expect(monthsBefore('2026-11-01', 12)).toBe('2025-11-01');
});
