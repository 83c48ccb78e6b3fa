import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { RollOutView } from '../../settings/roll-out-view.ts';
import { useSession } from '../api/session.ts';
import { useRollOut } from '../api/settings.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { ActiveTag } from './active-tag.tsx';
import { RegionDetail } from './region-detail.tsx';
import { rollOutText as text } from './text.zh-CN.ts';
import './roll-out.css';

const readers: ReadonlySet<string> = new Set([
  'serviceAdministration',
  'coordinationGroup',
  'systemAdministrator',
  'auditor',
]);

/** 地区开通: regions with checklist, stage, on and off. */
export default function RollOutPage() {
  const navigate = useNavigate();
  const { region } = useParams();
  const { data: session } = useSession();
  const may = (session?.grants ?? []).some(({ role }) => readers.has(role));
  useKeys([
    {
      key: 'Esc',
      name: region ? text.toList : text.back,
      act: () => void navigate(region ? '/rollout' : '/'),
    },
  ]);
  if (!may) return <Empty title={text.noRight}>{text.noRightWhy}</Empty>;
  return region ? <RegionDetail key={region} regionCode={region} /> : <Regions />;
}

function Regions() {
  const [only, setOnly] = useState<'' | 'active' | 'open'>('');
  const [under, setUnder] = useState('');
  const list = useRollOut(only, under);
  const [first] = list.data?.pages ?? [];
  const regions = list.data?.pages.flatMap((page) => page.regions) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
        <span>{first ? text.counts(first.active, first.all) : ''}</span>
      </div>
      <p className="small roll-out-why">{text.why}</p>
      <Card>
        <div className="pad roll-out-filters">
          <ChoiceField
            label={text.filter}
            value={only}
            choices={text.filters}
            onChange={(chosen) => setOnly(chosen as '' | 'active' | 'open')}
          />
          <RegionPicker label={text.under} value={under} error={undefined} onChange={setUnder} />
          {under === '' ? null : <Button onPress={() => setUnder('')}>{text.allRegions}</Button>}
        </div>
        <PagedList
          query={list}
          rows={regions}
          none={<Empty title={text.none}>{text.noneWhy}</Empty>}
          more={text.more}
          waiting={8}
        >
          <RegionTable regions={regions} />
        </PagedList>
      </Card>
    </>
  );
}

function RegionTable({ regions }: { regions: readonly RollOutView[] }) {
  const navigate = useNavigate();
  const { columns } = text;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.title}>
        <thead>
          <tr>
            <th>{columns.region}</th>
            <th>{columns.state}</th>
            <th>{columns.stage}</th>
            <th>{columns.open}</th>
            <th>{columns.act}</th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={region.regionCode}>
              <td data-label={columns.region}>
                {region.regionName}
                <span className="small under">{region.regionCode}</span>
              </td>
              <td data-label={columns.state}>
                <ActiveTag active={region.active} />
              </td>
              <td data-label={columns.stage}>{text.stages[region.stage]}</td>
              <td data-label={columns.open}>{leftWords(region)}</td>
              <td data-label={columns.act}>
                <Button
                  small
                  label={text.lookAt(region.regionName)}
                  onPress={() => void navigate(`/rollout/${region.regionCode}`)}
                >
                  {text.look}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const leftWords = ({ points, open }: RollOutView): string =>
  open === 0 ? text.complete : text.left(points.filter(({ done }) => !done).map(({ title }) => title));
