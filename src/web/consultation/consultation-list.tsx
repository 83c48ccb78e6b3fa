import { useState } from 'react';
import { Link } from 'react-router';
import { type ConsultationView, helpKindCodes, helpKinds } from '../../consultation/consultation.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import {
  type ConsultationFilter,
  consultationQuery,
  useConsultations,
  useLinkConsultation,
} from '../api/consultations.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { BusinessNumber, Party } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { useNow } from '../time/now.tsx';
import { consultationText as text } from './text.zh-CN.ts';

const kinds: readonly { value: ConsultationFilter['help']; name: string }[] = [
  { value: '', name: text.anyHelp },
  ...helpKindCodes.map((kind) => ({ value: kind, name: helpKinds[kind] })),
  { value: 'none', name: text.answeredOnly },
];

/** The consultations of a period by kind of help and region, with their export. */
export function ConsultationList({
  days,
  administers,
}: {
  days: { from: string; to: string };
  /** Reads a whole region with those below it. */
  administers: boolean;
}) {
  const [help, setHelp] = useState<ConsultationFilter['help']>('');
  const [places, setPlaces] = useState({ region: '', homeRegion: '' });
  const [linking, setLinking] = useState<ConsultationView>();
  const filter = { ...days, help, ...places };
  const list = useConsultations(filter);
  const rows = list.data?.pages.flatMap(({ consultations }) => consultations) ?? [];
  const address = `/api/consultations/export?${consultationQuery(filter)}`;
  return (
    <Card
      title={text.list}
      aside={
        <div className="row">
          <a href={address} download>
            {text.download}
          </a>
          <a href={`${address}&format=csv`} download>
            {text.downloadCsv}
          </a>
        </div>
      }
    >
      <div className="pad chips" role="group" aria-label={text.help}>
        {kinds.map(({ value, name }) => (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={value === help}
            onClick={() => setHelp(value)}
          >
            {name}
          </button>
        ))}
      </div>
      <details className="pad consultation-places">
        <summary>{text.places}</summary>
        <div className="consultation-regions">
          {administers ? (
            <RegionPicker
              label={text.ofRegion}
              value={places.region}
              error={undefined}
              onChange={(region) => setPlaces({ ...places, region })}
            />
          ) : null}
          <RegionPicker
            label={text.homeRegion}
            value={places.homeRegion}
            error={undefined}
            onChange={(homeRegion) => setPlaces({ ...places, homeRegion })}
          />
        </div>
        {places.region === '' && places.homeRegion === '' ? null : (
          <Button small onPress={() => setPlaces({ region: '', homeRegion: '' })}>
            {text.everywhere}
          </Button>
        )}
      </details>
      <PagedList
        query={list}
        rows={rows}
        none={
          <Empty icon="check" title={text.none}>
            {text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={4}
        foot="list-foot"
      >
        <Rows rows={rows} onLink={setLinking} />
      </PagedList>
      {linking ? <LinkDialog consultation={linking} onClose={() => setLinking(undefined)} /> : null}
    </Card>
  );
}

function Rows({
  rows,
  onLink,
}: {
  rows: readonly ConsultationView[];
  onLink: (row: ConsultationView) => void;
}) {
  const year = Number(useNow().slice(0, 4));
  const { columns } = text;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow consultations" aria-label={text.list}>
        <thead>
          <tr>
            <th className="col-subject">{columns.subject}</th>
            <th className="col-route">{columns.route}</th>
            <th className="col-help">{columns.help}</th>
            <th className="col-case">{columns.case}</th>
            <th className="col-recorded" aria-sort="descending">
              {columns.recorded}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={text.cards.subject}>
                <span className="strong">{row.subject}</span>
                {row.item ? (
                  <span className="small block">
                    {row.item.number} {row.item.name}
                  </span>
                ) : null}
                <span className="small block answer">{row.answer}</span>
              </td>
              <td data-label={text.cards.route}>
                <span className="consultation-place">
                  <Party side="intake" /> {row.askingRegionName}
                </span>
                <span className="consultation-place">
                  <Party side="home" /> {row.homeRegionName}
                </span>
              </td>
              <td data-label={columns.help}>
                {row.help.length === 0 ? (
                  <span className="soft">{text.answeredOnly}</span>
                ) : (
                  row.help.map((kind) => helpKinds[kind]).join('、')
                )}
              </td>
              <td data-label={columns.case}>
                {row.caseId !== undefined && row.businessNumber !== undefined ? (
                  <Link to={`/cases/${row.caseId}`}>
                    <BusinessNumber value={row.businessNumber} />
                  </Link>
                ) : row.linkable ? (
                  <button type="button" className="link-button" onClick={() => onLink(row)}>
                    {text.link}
                  </button>
                ) : (
                  <span className="soft">—</span>
                )}
              </td>
              <td data-label={columns.recorded}>
                {shortMoment(row.recordedAt, year)}
                <span className="small under">
                  {row.recordedByName} · {row.windowName}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LinkDialog({ consultation, onClose }: { consultation: ConsultationView; onClose: () => void }) {
  const [number, setNumber] = useState('');
  const { say } = useMessages();
  const link = useLinkConsultation();
  const blocked = number.trim() === '' ? text.numberMissing : undefined;
  const send = () => {
    if (blocked !== undefined || link.isPending) return;
    link.mutate(
      { id: consultation.id, businessNumber: number.trim() },
      {
        onSuccess: () => {
          say(text.linkedDone);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.linkTitle}
      verb={text.link}
      safe={text.safe}
      blocked={blocked}
      busy={link.isPending}
      error={link.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.linkWhy}</p>
      <TextField
        label={text.number}
        first
        value={number}
        maxLength={30}
        inputMode="numeric"
        onChange={setNumber}
      />
    </ActDialog>
  );
}
