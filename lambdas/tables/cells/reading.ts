/** How a source writes its cells; the default is the form of a canonical file drop. */
export interface Reading {
  /** Words for true and false, compared in any case. */
  readonly trueWords: readonly string[];
  readonly falseWords: readonly string[];
  /** Formats stated for dates and times, tried in turn; none means ISO 8601. */
  readonly dateFormats: readonly string[];
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** `1.234,50` instead of `1234.50`. */
  readonly decimalComma: boolean;
}

export const canonicalReading: Reading = {
  trueWords: ['true', '1', 'yes'],
  falseWords: ['false', '0', 'no'],
  dateFormats: [],
  timeZone: 'UTC',
  decimalComma: false,
};
