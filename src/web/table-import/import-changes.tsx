import type { TableChanges } from './send-table.ts';
import { importText as text } from './text.zh-CN.ts';

const shownRows = 50;

type Row = Record<string, string>;

/** What an import adds, changes and takes away; of long lists the first rows. */
export function ImportChanges({
  report,
}: {
  report: Pick<TableChanges, 'columns' | 'added' | 'changed' | 'missing'> & { title?: string };
}) {
  const { columns, added, changed, missing, title } = report;
  if (added.length + changed.length + missing.length === 0) return null;
  const titled = (what: string): string => (title === undefined ? what : `${title} · ${what}`);
  return (
    <>
      <Rows title={titled(text.added)} columns={columns} rows={added} />
      <Changed title={titled(text.changed)} columns={columns} rows={changed} />
      <Rows title={titled(text.missing)} columns={columns} rows={missing} />
    </>
  );
}

const keyOf = (row: Row): string => Object.values(row).join('\n');

/** Rows with more columns than this are told one under the other. */
const widest = 6;

function Rows(props: { title: string; columns: TableChanges['columns']; rows: Row[] }) {
  const { title, rows } = props;
  if (rows.length === 0) return null;
  const used = props.columns.filter(({ key }) => rows.some((row) => row[key]));
  return (
    <details open={rows.length <= 10}>
      <summary>
        {title} {rows.length}
      </summary>
      {used.length > widest ? (
        <ul className="table-import-changed">
          {rows.slice(0, shownRows).map((row) => (
            <li key={keyOf(row)}>
              <b>{headOf(props.columns, row)}</b>
              <p>
                {used
                  .filter(({ key }) => row[key])
                  .map((column) => `${column.title}：${row[column.key]}`)
                  .join('；')}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <div className="table-frame">
          <table aria-label={title}>
            <thead>
              <tr>
                {used.map((column) => (
                  <th key={column.key}>{column.title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shownRows).map((row) => (
                <tr key={keyOf(row)}>
                  {used.map(({ key }) => (
                    <td key={key}>{row[key]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Left count={rows.length} />
    </details>
  );
}

/** What names a row for people: its first cells, and its name. */
const headOf = (columns: TableChanges['columns'], row: Row): string => {
  const [first] = columns;
  const named = columns.filter(({ key }) => key === 'id' || key === 'name').map(({ key }) => row[key]);
  return [first && `${first.title} ${row[first.key]}`, ...named].filter((part) => part).join(' · ');
};

function Changed({
  title,
  columns,
  rows,
}: {
  title: string;
  columns: TableChanges['columns'];
  rows: TableChanges['changed'];
}) {
  if (rows.length === 0) return null;
  return (
    <details open>
      <summary>
        {title} {rows.length}
      </summary>
      <ul className="table-import-changed">
        {rows.slice(0, shownRows).map(({ before, after }) => (
          <li key={keyOf(after)}>
            <b>{headOf(columns, after)}</b>
            {columns
              .filter(({ key }) => before[key] !== after[key])
              .map(({ key, title: column }) => (
                <p key={key}>
                  {column}：<del>{before[key] || '—'}</del> → <ins>{after[key] || '—'}</ins>
                </p>
              ))}
          </li>
        ))}
      </ul>
      <Left count={rows.length} />
    </details>
  );
}

const Left = ({ count }: { count: number }) =>
  count > shownRows ? <p className="small">{text.more(count - shownRows)}</p> : null;
