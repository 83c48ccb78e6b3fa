import { useEffect, useRef } from 'react';
import type { EscalationRow } from '../../escalation/escalation-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { Due, NotDue } from '../components/due.tsx';
import { BusinessNumber, Route, Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { ladderText as text } from './text.zh-CN.ts';

/** 四川省成都市武侯区 as it fits a row: 成都市武侯区. */
const shortRegion = (name: string): string => name.replace(/^.{2,5}?(?:省|自治区)(?=.)/u, '');

/** The rows of a list of the ladder; the row of the keyboard is marked. */
export function LadderTable(props: {
  rows: readonly EscalationRow[];
  selected: string | undefined;
  label: string;
  onSelect: (row: EscalationRow) => void;
}) {
  const { rows, selected, label, onSelect } = props;
  return (
    <div className="table-frame ladder-table">
      <table className="cards-when-narrow" aria-label={label}>
        <thead>
          <tr>
            <th className="col-due">{text.columns.due}</th>
            <th>{text.columns.matter}</th>
            <th className="col-route">{text.columns.route}</th>
            <th className="col-hands">{text.columns.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} selected={row.id === selected} onSelect={() => onSelect(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, selected, onSelect }: { row: EscalationRow; selected: boolean; onSelect: () => void }) {
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <tr ref={element} className={selected ? 'selected' : ''} aria-selected={selected} onClick={onSelect}>
      <td data-label={text.columns.due}>
        <RowDue row={row} />
      </td>
      <td data-label={text.columns.matter}>
        <button type="button" className="row-button" aria-pressed={selected}>
          {row.matter}
        </button>
        <span className="small cut under" title={row.subject}>
          {row.subject}
        </span>
        {row.urgent ? (
          <Tag tone="bad" icon="alert">
            {text.urgent}
          </Tag>
        ) : null}
        {row.over !== undefined && row.closedAt === undefined ? (
          <Tag tone="bad" icon="octagon">
            {text.over(row.over)}
          </Tag>
        ) : null}
      </td>
      <td data-label={text.columns.route}>
        <Route intake={shortRegion(row.intakeRegionName)} home={shortRegion(row.homeRegionName)} />
        <span className="small under">
          {row.businessNumber === undefined ? text.offList : <BusinessNumber value={row.businessNumber} />}
        </span>
      </td>
      <td data-label={text.columns.now}>
        <Tag
          tone={row.closedAt !== undefined || row.level === 0 ? 'wait' : row.level === 2 ? 'bad' : 'go'}
          icon="flag"
        >
          {text.levelTag(row.level)}
        </Tag>
        <span className="small cut under" title={row.inHands}>
          {row.outcomeLabel ?? row.inHands}
        </span>
      </td>
    </tr>
  );
}

function RowDue({ row }: { row: EscalationRow }) {
  const year = Number(useNow().slice(0, 4));
  if (row.closedAt !== undefined)
    return <NotDue word={row.stateLabel} why={shortMoment(row.closedAt, year)} />;
  if (row.dueAt === undefined || row.dueOn === undefined)
    return <NotDue word={row.stateLabel} why={text.noDue} />;
  return (
    <Due
      dueAt={row.dueAt}
      dueOn={row.dueOn}
      overdue={row.overdue}
      provisional={false}
      workingDaysLeft={row.workingDaysLeft}
    />
  );
}
