import { describe, expect, it } from 'vitest';
import { failure, gz, land, only } from './drop.ts';

const ada = '{"account_id":"a1","name":"Ada","created_at":"2024-01-02T03:04:05Z"}\n';
const accounts = (text: string) => ({ 'accounts.jsonl': text });

describe('a JSONL file', () => {
  it('lands one row a line, compressed or not, with or without a last line break', async () => {
    for (const files of [
      accounts(ada),
      accounts(`\ufeff${ada.trim()}`),
      { 'accounts.jsonl.gz': gz(`${ada}\r\n`) },
    ]) {
      const { rows } = await land(files, { chunk: 5 });
      expect(only(rows.accounts, 'account_id', 'created_at', '_line')).toEqual([
        { account_id: 'a1', created_at: '2024-01-02T03:04:05.000Z', _line: 1 },
      ]);
    }
  });

  it('keeps every digit of a number, which JSON.parse would round', async () => {
    const line =
      '{"ticket_id":9007199254740993,"created_at":"2024-01-02","agent_replies":9223372036854775807,"category":"a \\"1\\" 2"}\n';
    const { rows } = await land({ 'tickets.jsonl': line });
    expect(only(rows.tickets, 'ticket_id', 'agent_replies', 'category')).toEqual([
      {
        ...{ ticket_id: '9007199254740993', agent_replies: '9223372036854775807' },
        category: 'a "1" 2',
      },
    ]);
  });

  it('takes truth values and lists as JSON writes them', async () => {
    const { rows } = await land(
      accounts(
        '{"account_id":"a1","name":"A","created_at":"2024-01-02","tags":["x","y"],"is_deleted":true}\n',
      ),
    );
    expect(only(rows.accounts, 'tags', 'is_deleted')).toEqual([
      { tags: '["x","y"]', is_deleted: true },
    ]);
  });

  it('has lines that are no JSON object rejected', async () => {
    const { rejects, table } = await land(accounts(`${ada}{"account_id": oops}\n[1]\n\n${ada}`));
    expect(only(rejects.accounts, 'line', 'reason')).toEqual([
      { line: 2, reason: 'the line is not a JSON object' },
      { line: 3, reason: 'the line is not a JSON object' },
    ]);
    expect(table('accounts').reasons).toEqual({ 'the line is not a JSON object': 2 });
  });

  it('that ends inside a line has that row rejected and called cut', async () => {
    const { rejects } = await land(accounts(`${ada}{"account_id":"a2","na`));
    expect(rejects.accounts).toMatchObject([
      { line: 2, reason: expect.stringContaining('it is cut'), row: '{"account_id":"a2","na' },
    ]);
  });

  it('that is empty fails and says so', async () => {
    expect(await failure(accounts('\n'))).toMatch(/^BadExport: accounts.jsonl is empty/);
  });

  it('in which no row has a required key fails with the keys found', async () => {
    const message = await failure(accounts('{"id":"a1","name":"A","created_at":"2024-01-02"}\n'), {
      rejectedShare: 1,
    });
    expect(message).toContain('accounts.jsonl lacks columns that accounts needs');
    expect(message).toContain('found: id, name, created_at');
  });

  it('may leave empty keys out', async () => {
    const { table } = await land(accounts(ada), {
      mapping: { tables: { accounts: { file: 'accounts.jsonl', columns: { segment: 'size' } } } },
    });
    expect(table('accounts').rows).toBe(1);
  });
});
