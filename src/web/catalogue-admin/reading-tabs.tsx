import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type KeptProgramme, useListChanges } from '../api/list-keeping.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { columns } = text;

/** The regions of a programme with the days from and until which they belong to it. */
export function MembersTab({ programme }: { programme: KeptProgramme }) {
  return (
    <Card title={text.members}>
      <div className="table-frame">
        <table aria-label={text.members}>
          <thead>
            <tr>
              <th>{columns.region}</th>
              <th>{text.memberFrom}</th>
              <th>{text.memberTo}</th>
            </tr>
          </thead>
          <tbody>
            {programme.members.map(({ region, validFrom, validTo }) => (
              <tr key={`${region} ${validFrom}`}>
                <td>{region}</td>
                <td>{validFrom}</td>
                <td>{validTo ?? text.noEnd}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** Who changed what of the lists, and when. */
export function HistoryTab({ programmeId }: { programmeId: string }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useListChanges(programmeId);
  const changes = data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Card title={text.tabs.history}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={5} /> : null}
      {data && changes.length === 0 ? <Empty title={text.none} /> : null}
      {changes.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.history}>
            <thead>
              <tr>
                <th>{columns.when}</th>
                <th>{columns.what}</th>
                <th>{columns.label}</th>
                <th>{columns.item}</th>
                <th>{columns.people}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.id}>
                  <td data-label={columns.when}>{shortMoment(change.at)}</td>
                  <td data-label={columns.what}>{change.text}</td>
                  <td data-label={columns.label}>{change.editionId?.split('.').at(-1) ?? '—'}</td>
                  <td data-label={columns.item}>{change.item ?? '—'}</td>
                  <td data-label={columns.people}>{change.byName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {hasNextPage ? (
        <div className="pad">
          <Button onPress={() => void fetchNextPage()}>{text.more}</Button>
        </div>
      ) : null}
    </Card>
  );
}
