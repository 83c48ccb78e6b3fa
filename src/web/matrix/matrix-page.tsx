import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { DifferenceMatrix } from '../../catalogue/difference-matrix.ts';
import { writesStandards } from '../../catalogue/standard-proposal.ts';
import { useRegionSearch } from '../api/catalogue.ts';
import { useSession } from '../api/session.ts';
import { type ItemMatrix, matrixSheet, useMatrix } from '../api/standards.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { type CellPlace, MatrixTable } from './matrix-table.tsx';
import { matrixText as text } from './text.zh-CN.ts';
import './matrix.css';

/** 标准差异: one item in several regions, what differs marked and named. */
export default function MatrixPage() {
  const { catalogue = '', number = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const regions = (search.get('regions') ?? '').split(',').filter((code) => /^\d{6}$/.test(code));
  const { data, error, isPending, refetch } = useMatrix(catalogue, Number(number), regions);
  const show = (codes: readonly string[]) => {
    const next = new URLSearchParams(search);
    if (codes.length === 0) next.delete('regions');
    else next.set('regions', codes.join(','));
    setSearch(next, { replace: true });
  };
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={8} />;
  return <Matrix item={data} asked={regions} onRegions={show} />;
}

function Matrix(props: {
  item: ItemMatrix;
  asked: readonly string[];
  onRegions: (codes: readonly string[]) => void;
}) {
  const { item, asked, onRegions } = props;
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { data: session } = useSession();
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const matrix = item.options.find(({ optionId }) => optionId === search.get('option')) ?? item.options[0];
  const writes = writesStandards(session?.grants ?? []);
  const standard = () => {
    if (matrix) void navigate(`/standards/${matrix.optionId}${writes ? '?draft=unified' : ''}`);
  };
  const sheet = () => window.location.assign(matrixSheet(item.catalogueId, item.number, asked));
  const toggle = () => setOnlyDifferences(!onlyDifferences);
  useKeys([
    { key: 'D', name: text.onlyDifferences(matrix?.differingRows ?? 0), act: toggle, off: !matrix },
    { key: 'E', name: text.exportIt, act: sheet, off: !matrix },
    { key: 'Ctrl Enter', name: writes ? text.unify : text.see, act: standard, off: !matrix },
    { key: 'Esc', name: text.back, act: () => void navigate(-1) },
  ]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title(item.name)}</h1>
          <p className="small">{text.where(item.number, item.leadDepartments.join('、'))}</p>
        </div>
        {matrix ? (
          <div className="tools">
            <Button keys="E" onPress={sheet}>
              {text.exportIt}
            </Button>
            <Button kind="main" keys="Ctrl Enter" onPress={standard}>
              {writes ? text.unify : text.see}
            </Button>
          </div>
        ) : null}
      </div>
      <div className="matrix-regions">
        {item.options.length > 1 && matrix ? (
          <ChoiceField
            label={text.option}
            value={matrix.optionId}
            choices={item.options.map(({ optionId, optionName }) => ({ value: optionId, name: optionName }))}
            onChange={(option) => {
              const next = new URLSearchParams(search);
              next.set('option', option);
              setSearch(next, { replace: true });
            }}
          />
        ) : null}
        <RegionAdder
          onAdd={(code) => onRegions([...item.regions.map((region) => region.code), code])}
          onReset={asked.length > 0 ? () => onRegions([]) : undefined}
        />
      </div>
      {matrix ? (
        <Compared
          key={matrix.optionId}
          matrix={matrix}
          regions={item.regions}
          onlyDifferences={onlyDifferences}
          onToggle={toggle}
        />
      ) : (
        <Empty icon="document" title={text.noStandard}>
          {text.noStandardWhy}
        </Empty>
      )}
    </>
  );
}

function Compared(props: {
  matrix: DifferenceMatrix;
  regions: ItemMatrix['regions'];
  onlyDifferences: boolean;
  onToggle: () => void;
}) {
  const { matrix, regions, onlyDifferences, onToggle } = props;
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const rows = onlyDifferences
    ? matrix.rows.filter(({ cells }) => Object.values(cells).some(({ difference }) => difference !== null))
    : matrix.rows;
  return (
    <>
      <section className="matrix-score" aria-label={text.score}>
        <div>
          <p className="small">{text.score}</p>
          <p className="big">
            {matrix.score ?? '—'}
            <span className="small"> {text.of}</span>
          </p>
        </div>
        {matrix.columns.map(({ region, score, version }) => (
          <div key={region}>
            <b>{regions.find(({ code }) => code === region)?.name}</b>{' '}
            <span className="small">{version ?? text.none}</span>
            <div className="matrix-bar" aria-hidden="true">
              <i style={{ width: `${score ?? 0}%` }} />
            </div>
            <span className="small">{score === null ? text.none : text.same(score)}</span>
          </div>
        ))}
        <div>
          <p className="small">{text.differences}</p>
          <p className="big">
            {matrix.differences}
            <span className="small">
              {text.counted(matrix.differences, matrix.rows.length, matrix.differingRows).replace(/^\d+/, '')}
            </span>
          </p>
        </div>
      </section>
      <Card>
        <div className="matrix-tools">
          <Button small pressed={!onlyDifferences} onPress={onToggle}>
            {text.all(matrix.rows.length)}
          </Button>
          <Button small keys="D" pressed={onlyDifferences} onPress={onToggle}>
            {text.onlyDifferences(matrix.differingRows)}
          </Button>
          <span className="small">{text.legend}</span>
        </div>
        <MatrixTable matrix={matrix} rows={rows} regions={regions} place={place} onPlace={setPlace} />
      </Card>
      <CellCard matrix={matrix} rows={rows} regions={regions} place={place} />
      <Note icon="document">
        <b>{text.after}</b>
        {text.afterWhy} {matrix.sample ? text.sample : ''}
      </Note>
    </>
  );
}

/** The chosen cell in full, with what its region says of its differences. */
function CellCard(props: {
  matrix: DifferenceMatrix;
  rows: DifferenceMatrix['rows'];
  regions: ItemMatrix['regions'];
  place: CellPlace;
}) {
  const { matrix, rows, regions, place } = props;
  const row = rows[place.row];
  const region = regions[place.column];
  const column = matrix.columns.find((one) => one.region === region?.code);
  if (!row || !region || !column) return null;
  const cell = row.cells[region.code];
  return (
    <Card className="matrix-cell" title={text.cell(region.name, row.name)}>
      <div className="pad stack" role="status">
        <p>
          {text.here}：
          {cell ? `${cell.difference ? `【${cell.difference}】` : ''}${cell.text}` : text.noneWhy}
        </p>
        <p>
          {text.standardSays}：{row.standard}
        </p>
        {cell?.difference ? (
          <div>
            <b>{text.reasons}</b>
            {column.reasons.length === 0 ? <p>{text.noReason}</p> : null}
            <ul>
              {column.reasons.map(({ detail, source }) => (
                <li key={detail}>
                  {detail}
                  {source === null ? '' : `（${source}）`}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function RegionAdder({
  onAdd,
  onReset,
}: {
  onAdd: (code: string) => void;
  onReset: (() => void) | undefined;
}) {
  const [typed, setTyped] = useState('');
  const { data } = useRegionSearch(useSettled(typed.trim(), 250));
  return (
    <>
      <TextField
        label={text.addRegion}
        hint={text.addRegionHint}
        value={typed}
        onChange={setTyped}
        maxLength={30}
      />
      {typed.trim() === ''
        ? null
        : (data?.items ?? []).slice(0, 5).map(({ code, fullName }) => (
            <Button
              small
              key={code}
              onPress={() => {
                onAdd(code);
                setTyped('');
              }}
            >
              {fullName}
            </Button>
          ))}
      {onReset ? (
        <Button small onPress={onReset}>
          {text.reset}
        </Button>
      ) : null}
    </>
  );
}
