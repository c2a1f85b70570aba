import type { Habits } from './habits.ts';
import { billOf, coresOf, diskOf, egressOf, limitsOf, loadOf, type Costs } from './load.ts';

const sizes = [10_000, 100_000, 1_000_000];

/** The tables of docs/scale.md. */
export function describeScale(habits: Habits, costs: Costs): string {
  const loads = sizes.map((people) => loadOf(habits, people));
  const row = (what: string, cell: (load: (typeof loads)[number]) => string) =>
    `| ${what} | ${loads.map(cell).join(' | ')} |`;
  const number = (value: number) =>
    value > 0 && value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
  const lines = [
    `| signed-in people | ${sizes.map(number).join(' | ')} |`,
    `| --- | ${sizes.map(() => '---').join(' | ')} |`,
    row('sockets at once', ({ sockets }) => number(sockets)),
    row('sockets opened a second', ({ peak }) => number(peak.joins)),
    row('calls with rows a second', ({ peak }) => number(peak.writes)),
    row('calls without rows a second', ({ peak }) => number(peak.pulls)),
    row('looks a second', ({ peak }) => number(peak.looks)),
    row('messages of Realtime a second', ({ peak }) => number(peak.messages)),
    row('cores that PostgreSQL keeps busy', (load) => coresOf(load, costs).toFixed(2)),
    row('messages of Realtime in a month, millions', ({ month }) => number(month.messages / 1e6)),
    row('calls and looks in a month, millions', ({ month }) =>
      number((month.writes + month.pulls + month.looks) / 1e6),
    ),
    row('egress in a month, GB', (load) => number(egressOf(load, costs))),
    row('new rows in a month, millions', ({ month }) => number((month.checkpoints + month.sessions) / 1e6)),
    row('disk after a year, GB', (load) => number(diskOf(load, costs, 12))),
    ...describeBills(
      loads.map((load) => billOf(load, costs)),
      number,
    ),
  ];
  const [first] = loads;
  const limits = first ? limitsOf(first, costs) : [];
  return [
    lines.join('\n'),
    [
      '| limit of one project | met with so many people |',
      '| --- | --- |',
      ...limits.map(({ what, people }) => `| ${what} | ${number(Math.round(people / 1000) * 1000)} |`),
    ].join('\n'),
    describeCosts(costs),
  ].join('\n\n');
}

function describeBills(bills: ReturnType<typeof billOf>[], number: (value: number) => string): string[] {
  const [first = []] = bills;
  const dollars = (value: number) => (Number.isNaN(value) ? 'not on the list' : `$${number(value)}`);
  const lines = first.map(({ what }, at) => {
    const name = what.startsWith('computer') ? 'its computer' : what;
    const cells = bills.map((bill) => {
      const { what: named = '', dollars: amount = 0 } = bill[at] ?? {};
      return name === 'its computer'
        ? `${named.replace('computer ', '')}, ${dollars(amount)}`
        : dollars(amount);
    });
    return `| a month: ${name} | ${cells.join(' | ')} |`;
  });
  const sums = bills.map((bill) => dollars(bill.reduce((sum, item) => sum + item.dollars, 0)));
  return [...lines, `| **a month in all** | ${sums.map((sum) => `**${sum}**`).join(' | ')} |`];
}

function describeCosts({ processor, row, answer }: Costs): string {
  return [
    '| measured, one of each | call with a row | call without rows | look | checkpoint | session | person |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| processor of PostgreSQL, ms | ${[processor.writes, processor.pulls, processor.looks].map((value) => value.toFixed(2)).join(' | ')} | | | |`,
    `| bytes of the answer | ${[answer.writes, answer.pulls, answer.looks].map((value) => Math.round(value)).join(' | ')} | | | |`,
    `| bytes on disk | | | | ${[row.checkpoint, row.session, row.person].map((value) => Math.round(value)).join(' | ')} |`,
  ].join('\n');
}
