import { useState } from 'react';
import { dayOf } from '../../regulation/instant.ts';
import { useBranches, useTotals, useTrust } from '../api/directory.ts';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { directoryText as text } from './text.zh-CN.ts';

/** 互信授权: whoever stands in the list is trusted by all others of it, since when and on what ground. */
export function TrustTab({ region, exports }: { region: string; exports: boolean }) {
  const { data, error, isPending, refetch } = useTrust(region);
  const query = region === '' ? '' : `&region=${region}`;
  return (
    <Card
      title={text.tabs.trust}
      aside={
        exports ? (
          <div className="row">
            <a href={`/api/directory/trust/export?format=xlsx${query}`} download>
              {text.download}
            </a>
            <a href={`/api/directory/trust/export?format=csv${query}`} download>
              {text.downloadCsv}
            </a>
          </div>
        ) : undefined
      }
    >
      <p className="pad soft">{text.trustLead}</p>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={6} /> : null}
      {data && data.items.length === 0 ? <Empty title={text.none}>{text.noneWhy}</Empty> : null}
      {data && data.items.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.trust}>
            <thead>
              <tr>
                <th>{text.trustColumns.region}</th>
                <th>{text.trustColumns.since}</th>
                <th>{text.trustColumns.until}</th>
                <th>{text.trustColumns.basis}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.regionCode}>
                  <td data-label={text.trustColumns.region}>
                    {row.regionName}
                    <span className="small under">
                      {row.regionCode} · {row.entries} {text.trustColumns.entries}
                    </span>
                  </td>
                  <td data-label={text.trustColumns.since}>{dayOf(row.since)}</td>
                  <td data-label={text.trustColumns.until}>
                    {row.until === null ? text.valid : dayOf(row.until)}
                  </td>
                  <td data-label={text.trustColumns.basis}>
                    {row.basis}
                    <span className="small under">{row.scope}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}

/** 窗口配备: how far the windows of a province are, by city. */
export function TotalsTab({ start }: { start: string }) {
  const provinces = useBranches('');
  const [chosen, setChosen] = useState('');
  const own = provinces.data?.items.find(({ code }) => code.slice(0, 2) === start.slice(0, 2));
  const province = chosen === '' ? (own?.code ?? provinces.data?.items[0]?.code ?? '') : chosen;
  const { data, error, isPending, refetch } = useTotals(province);
  const heads = Object.values(text.totals);
  return (
    <Card title={text.provision}>
      <div className="pad stack">
        <p className="soft">{text.provisionLead}</p>
        <ChoiceField
          label={text.province}
          value={province}
          choices={(provinces.data?.items ?? []).map(({ code, name }) => ({ value: code, name }))}
          onChange={setChosen}
        />
      </div>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={6} /> : null}
      {data ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.provision}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head}>{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.regionCode}>
                  <td data-label={text.totals.city}>{row.regionName}</td>
                  <td data-label={text.totals.windows}>{row.windows}</td>
                  <td data-label={text.totals.ready}>{row.ready}</td>
                  <td data-label={text.totals.staffed}>{row.staffed}</td>
                  <td data-label={text.totals.complete}>{row.complete}</td>
                  <td data-label={text.totals.percent}>{text.share(row.percent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}
