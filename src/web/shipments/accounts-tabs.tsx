import { useState } from 'react';
import { addDays } from '../../regulation/shanghai-time.ts';
import { yuanOf } from '../../shipments/month-report.ts';
import { useFigures, useMonthReport } from '../api/shipments.ts';
import { TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useNow } from '../time/now.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

const fees = text.feeColumns;
const figures = text.figureColumns;

const kilosOf = (grams: number): string => text.kilos((grams / 1000).toFixed(2));

/** 费用: what the parcels of a month cost, by region and payer. */
export function FeesTab() {
  const now = useNow();
  const [month, setMonth] = useState(now.slice(0, 7));
  const valid = /^20\d\d-(?:0[1-9]|1[0-2])$/.test(month) ? month : now.slice(0, 7);
  const { data, error, isPending, refetch } = useMonthReport(valid);
  return (
    <Card
      title={text.tabs.fees}
      aside={
        <a className="button button-plain button-small" href={`/api/shipping-fees.xlsx?month=${valid}`}>
          <Icon name="download" />
          {text.download}
        </a>
      }
    >
      <div className="shipment-bar">
        <TextField label={text.month} value={month} maxLength={7} inputMode="numeric" onChange={setMonth} />
      </div>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.sums.length === 0 ? <Empty title={text.feesNone} /> : null}
      {data && data.sums.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.fees}>
            <thead>
              <tr>
                <th>{fees.region}</th>
                <th>{fees.payer}</th>
                <th className="figure-number">{fees.parcels}</th>
                <th className="figure-number">{fees.weight}</th>
                <th className="figure-number">{fees.fee}</th>
              </tr>
            </thead>
            <tbody>
              {data.sums.map((sum) => (
                <tr key={`${sum.region} ${sum.payerLabel}`}>
                  <td data-label={fees.region}>{sum.regionName}</td>
                  <td data-label={fees.payer}>{sum.payerLabel}</td>
                  <td data-label={fees.parcels} className="figure-number">
                    {sum.parcels}
                  </td>
                  <td data-label={fees.weight} className="figure-number">
                    {kilosOf(sum.weightGrams)}
                  </td>
                  <td data-label={fees.fee} className="figure-number">
                    {text.yuan(yuanOf(sum.feeFen))}
                  </td>
                </tr>
              ))}
              <tr>
                <td data-label={fees.region} className="strong">
                  {text.total}
                </td>
                <td data-label={fees.payer}>{text.allPayers}</td>
                <td data-label={fees.parcels} className="figure-number strong">
                  {data.total.parcels}
                </td>
                <td data-label={fees.weight} className="figure-number strong">
                  {kilosOf(data.total.weightGrams)}
                </td>
                <td data-label={fees.fee} className="figure-number strong">
                  {text.yuan(yuanOf(data.total.feeFen))}
                </td>
              </tr>
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}

const hoursOf = (hours: number | null): string => (hours === null ? text.noHours : text.hours(hours));

/** 时效: how long parcels take between two regions, and how many are lost. */
export function FiguresTab() {
  const today = useNow().slice(0, 10);
  const [from, setFrom] = useState(addDays(today, -30));
  const [to, setTo] = useState(today);
  const { data, error, isPending, refetch } = useFigures(from, to);
  return (
    <Card title={text.tabs.figures}>
      <div className="shipment-bar">
        <TextField label={text.from} type="date" value={from} onChange={(day) => setFrom(day || from)} />
        <TextField label={text.until} type="date" value={to} onChange={(day) => setTo(day || to)} />
        <span className="small">{text.figuresWhy}</span>
      </div>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.pairs.length === 0 ? <Empty title={text.figuresNone} /> : null}
      {data && data.pairs.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.figures}>
            <thead>
              <tr>
                <th>{figures.pair}</th>
                <th className="figure-number">{figures.parcels}</th>
                <th className="figure-number">{figures.collection}</th>
                <th className="figure-number">{figures.transit}</th>
                <th className="figure-number">{figures.notDelivered}</th>
                <th className="figure-number">{figures.loss}</th>
              </tr>
            </thead>
            <tbody>
              {data.pairs.map((pair) => (
                <tr key={`${pair.fromRegion} ${pair.toRegion}`}>
                  <td data-label={figures.pair}>
                    {pair.fromName} <Icon name="arrow" label={text.to} /> {pair.toName}
                  </td>
                  <td data-label={figures.parcels} className="figure-number">
                    {pair.parcels}
                  </td>
                  <td data-label={figures.collection} className="figure-number">
                    {hoursOf(pair.collectionHours)}
                  </td>
                  <td data-label={figures.transit} className="figure-number">
                    {hoursOf(pair.transitHours)}
                  </td>
                  <td data-label={figures.notDelivered} className="figure-number">
                    {pair.notDelivered}
                  </td>
                  <td data-label={figures.loss} className="figure-number">
                    {`${(pair.lossRate * 100).toFixed(1)} %`}
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
