import { Fragment, type KeyboardEvent, useRef } from 'react';
import { type DifferenceMatrix, type MatrixRow, matrixGroups } from '../../catalogue/difference-matrix.ts';
import { Icon } from '../components/icon.tsx';
import { matrixText as text } from './text.zh-CN.ts';

/** A cell by its row's name and its region; `standard` is the last column. */
export type CellPlace = { row: number; column: number };

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The rows under their groups, one column a region, what all are compared with last. Arrows go from cell to cell. */
export function MatrixTable(props: {
  matrix: DifferenceMatrix;
  rows: readonly MatrixRow[];
  regions: readonly { code: string; name: string }[];
  place: CellPlace;
  onPlace: (place: CellPlace) => void;
}) {
  const { matrix, rows, regions, place, onPlace } = props;
  const frame = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = {
      row: Math.min(rows.length - 1, Math.max(0, place.row + step[0])),
      column: Math.min(regions.length, Math.max(0, place.column + step[1])),
    };
    onPlace(next);
    frame.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  };
  const cellOf = (row: number, column: number) => ({
    'data-cell': `${row}-${column}`,
    tabIndex: place.row === row && place.column === column ? 0 : -1,
    onFocus: () => onPlace({ row, column }),
    onClick: () => onPlace({ row, column }),
    onKeyDown: go,
  });
  const against = text.against[matrix.against.kind];
  return (
    <div className="matrix-frame" ref={frame}>
      <table aria-label={text.table}>
        <thead>
          <tr>
            <th>{text.element}</th>
            {regions.map(({ code, name }) => {
              const column = matrix.columns.find(({ region }) => region === code);
              return (
                <th key={code}>
                  {name}
                  <span className="small under">
                    {column ? text.stages[column.stage] : ''} · {column?.version ?? text.none}
                  </span>
                </th>
              );
            })}
            <th className="baseline">
              {against.name}
              <span className="small under">{against.note(matrix.against.version)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const head =
              row.group === rows[index - 1]?.group ? null : (
                <tr className="group">
                  <th colSpan={regions.length + 2} scope="rowgroup">
                    {matrixGroups[row.group]}
                  </th>
                </tr>
              );
            return (
              <Fragment key={`${row.group} ${row.name}`}>
                {head}
                <tr>
                  <th scope="row">{row.name}</th>
                  {regions.map(({ code }, at) => {
                    const cell = row.cells[code];
                    return (
                      <td
                        key={code}
                        className={cell?.difference ? 'differs' : undefined}
                        {...cellOf(index, at)}
                      >
                        {cell?.difference ? (
                          <b>
                            <Icon name="alert" />
                            {cell.difference}
                          </b>
                        ) : null}
                        {cell?.text ?? text.none}
                      </td>
                    );
                  })}
                  <td className="baseline" {...cellOf(index, regions.length)}>
                    {row.standard}
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
