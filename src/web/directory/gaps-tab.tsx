import { useState } from 'react';
import { useNavigate } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type GapView, useGaps } from '../api/directory.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useNow } from '../time/now.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { directoryText as text } from './text.zh-CN.ts';

/** 清单缺口: what the list lacks, as tasks of those who keep it. */
export function GapsTab() {
  const { data, error, isPending, refetch } = useGaps();
  const [registering, setRegistering] = useState<GapView>();
  const navigate = useNavigate();
  const year = Number(useNow().slice(0, 4));
  const { gapColumns: columns } = text;
  return (
    <Card title={text.tabs.gaps}>
      <p className="pad soft">{text.gapsLead}</p>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.items.length === 0 ? (
        <Empty icon="check" title={text.gapsNone}>
          {text.gapsNoneWhy}
        </Empty>
      ) : null}
      {data && data.items.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow gaps" aria-label={text.tabs.gaps}>
            <thead>
              <tr>
                <th>{columns.what}</th>
                <th>{columns.region}</th>
                <th>{columns.since}</th>
                <th>{columns.holder}</th>
                <th>{columns.act}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((gap) => (
                <tr key={gap.id}>
                  <td data-label={columns.what}>{gap.reason}</td>
                  <td data-label={columns.region}>{gap.regionName}</td>
                  <td data-label={columns.since}>{shortMoment(gap.openedAt, year)}</td>
                  <td data-label={columns.holder}>{gap.holderName}</td>
                  <td data-label={columns.act}>
                    {gap.mayAct ? (
                      <Button
                        small
                        onPress={() =>
                          gap.windowId === null
                            ? setRegistering(gap)
                            : void navigate(`/directory/${gap.windowId}`)
                        }
                      >
                        {text.gapFix[gap.kind]}
                      </Button>
                    ) : (
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {registering ? (
        <RegisterDialog region={registering.regionCode} onClose={() => setRegistering(undefined)} />
      ) : null}
    </Card>
  );
}
