import type { ImportReport } from './send-table.ts';
import { importText as text } from './text.zh-CN.ts';

const shownRows = 50;

type Row = Record<string, string>;

/** What an import adds, changes and takes away; of long lists the first rows. */
export function ImportChanges({
  report,
}: {
  report: Pick<ImportReport, 'columns' | 'added' | 'changed' | 'missing'>;
}) {
  const { columns, added, changed, missing } = report;
  return (
    <>
      <Rows title={text.added} columns={columns} rows={added} />
      <Changed columns={columns} rows={changed} />
      <Rows title={text.missing} columns={columns} rows={missing} />
    </>
  );
}

const keyOf = (row: Row): string => Object.values(row).join('\n');

function Rows(props: { title: string; columns: ImportReport['columns']; rows: Row[] }) {
  const { title, rows } = props;
  if (rows.length === 0) return null;
  const used = props.columns.filter(({ key }) => rows.some((row) => row[key]));
  return (
    <details open={rows.length <= 10}>
      <summary>
        {title} {rows.length}
      </summary>
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
      <Left count={rows.length} />
    </details>
  );
}

function Changed({ columns, rows }: { columns: ImportReport['columns']; rows: ImportReport['changed'] }) {
  if (rows.length === 0) return null;
  const [first] = columns;
  return (
    <details open>
      <summary>
        {text.changed} {rows.length}
      </summary>
      <ul className="table-import-changed">
        {rows.slice(0, shownRows).map(({ before, after }) => (
          <li key={keyOf(after)}>
            <b>{first === undefined ? '' : `${first.title} ${after[first.key]}`}</b>
            {columns
              .filter(({ key }) => before[key] !== after[key])
              .map(({ key, title }) => (
                <p key={key}>
                  {title}：<del>{before[key] || '—'}</del> → <ins>{after[key] || '—'}</ins>
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
