import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CaseRow } from '../../cases/core/case-view.ts';
import { ruleOf } from '../../regulation/duties.ts';
import { Due, NotDue } from '../components/due.tsx';
import { Icon } from '../components/icon.tsx';
import { BusinessNumber, Route, Status, Tag } from '../components/marks.tsx';
import { workListText as text } from './text.zh-CN.ts';
import { screenFor } from './where-next.ts';

type CaseTableProps = {
  rows: readonly CaseRow[];
  current?: CaseRow | undefined;
  label: string;
  /** Whether the rows stand in the order of what is due. */
  urgentFirst?: boolean;
  onOpen: (row: CaseRow) => void;
};

/** The rows of a list: two lines each; the row of the keyboard is marked. */
export function CaseTable({ rows, current, label, urgentFirst = true, onOpen }: CaseTableProps) {
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={label}>
        <thead>
          <tr>
            <th className="col-number">{text.columns.number}</th>
            <th className="col-applicant">{text.columns.applicant}</th>
            <th>{text.columns.item}</th>
            <th className="col-route">{text.columns.route}</th>
            <th className="col-state">{text.columns.state}</th>
            <th className="col-next">{text.columns.next}</th>
            <th className="col-due" aria-sort={urgentFirst ? 'ascending' : undefined}>
              {urgentFirst ? text.columns.due : text.cards.due}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} selected={row.id === current?.id} onOpen={() => onOpen(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, selected, onOpen }: { row: CaseRow; selected: boolean; onOpen: () => void }) {
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const page = row.state === 'draft' ? screenFor(row) : `/cases/${row.id}`;
  return (
    <tr ref={element} className={selected ? 'selected' : ''} aria-selected={selected} onDoubleClick={onOpen}>
      <td data-label={text.cards.number} className="number">
        <Link to={page}>
          {row.businessNumber === undefined ? text.noNumber : <BusinessNumber value={row.businessNumber} />}
        </Link>
        {row.priority === undefined ? null : (
          <span className="small under" title={text.priorityWhy}>
            <Tag tone="go" icon="flag">
              {text.priority}
            </Tag>
          </span>
        )}
      </td>
      <td data-label={text.cards.applicant}>
        <span className="cut" title={row.applicant}>
          {row.applicant === '' ? '—' : row.applicant}
        </span>
      </td>
      <td data-label={text.cards.item}>
        <span className="cut strong" title={row.itemName}>
          {row.itemName}
        </span>
        <span className="small cut under" title={row.optionName}>
          {row.optionName}
        </span>
      </td>
      <td data-label={text.cards.route}>
        <Route intake={shortRegion(row.intakeRegionName)} home={shortRegion(row.homeRegionName)} />
      </td>
      <td data-label={text.cards.state}>
        <Status state={row.state} label={row.stateLabel} outcome={row.outcome} />
      </td>
      <td data-label={text.cards.next}>
        {row.next === '' ? (
          <span className="soft">{text.noNext}</span>
        ) : (
          <a
            className="next-act"
            href={`/desk${screenFor(row)}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen();
            }}
          >
            {row.next}
          </a>
        )}
        <span className="small under">{row.mine || row.next === '' ? row.channel : waitsFor(row)}</span>
        {row.unread ? (
          <Link className="unread" to={`/cases/${row.id}#messages`}>
            <Icon name="bell" />
            {text.unread(row.unread)}
          </Link>
        ) : null}
      </td>
      <td data-label={text.cards.due}>
        {row.dueAt === undefined || row.dueOn === undefined ? (
          <NotDue word={text.noDue} />
        ) : (
          <Due
            dueAt={row.dueAt}
            dueOn={row.dueOn}
            overdue={row.overdue}
            provisional={row.provisional}
            workingDaysLeft={row.workingDaysLeft}
            rule={row.nextRule}
          />
        )}
      </td>
    </tr>
  );
}

/** Whom a case waits for when it is not the reader's turn. */
const waitsFor = ({ holder, nextRule }: CaseRow): string =>
  nextRule !== undefined && ruleOf(nextRule).watches === 'carrier'
    ? text.waitsForCarrier
    : holder === undefined
      ? ''
      : text.waitsFor[holder];

/** 四川省成都市武侯区 as it fits a row: 成都市武侯区. */
const shortRegion = (name: string): string => name.replace(/^.{2,5}?(?:省|自治区)(?=.)/u, '');
