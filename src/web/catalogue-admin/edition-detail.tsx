import { useState } from 'react';
import { provinceNameOfCode } from '../../directory/region.ts';
import {
  type KeptEdition,
  type KeptItem,
  useEditionDifference,
  useEditionItems,
  useEditions,
  useListAct,
  useListsAnew,
} from '../api/list-keeping.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Confirm, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { ImportChanges } from '../table-import/import-changes.tsx';
import { TableImport } from '../table-import/table-import.tsx';
import { peopleOf } from './editions-tab.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { columns } = text;

type DetailProps = { id: string; decides: boolean; onBack: () => void; onOpen: (id: string) => void };

/** One edition: its steps, its rows, its difference to the one before; a draft is changed and filled here. */
export function EditionDetail({ id, decides, onBack }: DetailProps) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useEditionItems(id);
  const edition = data?.pages[0]?.edition;
  const anew = useListsAnew();
  const { say } = useMessages();
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending || !edition) return <Skeleton rows={8} />;
  const draft = edition.state === 'draft';
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      <div className="page-head">
        <h1>
          {edition.label} · {edition.stateText}
        </h1>
        <Steps edition={edition} decides={decides} onBack={onBack} />
      </div>
      <p className="small">
        {text.days(edition.effectiveFrom, edition.effectiveTo)} · {peopleOf(edition)}
      </p>
      <p className="list-downloads">
        <a href={`/api/editions/${id}/table`} download>
          {text.download}
        </a>
        <a href={`/api/editions/${id}/table?format=csv`} download>
          {text.downloadCsv}
        </a>
      </p>
      <div className="stack">
        {draft ? (
          <Card title={text.importTitle}>
            <div className="pad">
              <TableImport
                address={`/api/editions/${id}/table`}
                template={`/api/editions/${id}/table?template=1`}
                onStored={({ rows }) => {
                  say(text.importDone(rows), 'ok');
                  anew();
                }}
              />
            </div>
          </Card>
        ) : null}
        <Difference edition={edition} />
        <Rows edition={edition} items={items} more={hasNextPage ? () => void fetchNextPage() : undefined} />
      </div>
    </>
  );
}

function Difference({ edition }: { edition: KeptEdition }) {
  const { data: all } = useEditions(edition.programmeId);
  const before = (all?.editions ?? []).find(
    ({ effectiveFrom, state, id }) =>
      id !== edition.id && state !== 'draft' && state !== 'proposed' && effectiveFrom < edition.effectiveFrom,
  );
  const { data } = useEditionDifference(before?.id, edition.id);
  if (!before || !data) return null;
  const same = data.added.length + data.changed.length + data.missing.length === 0;
  return (
    <Card title={`${text.difference}（${before.label}）`}>
      <div className="pad stack">{same ? <p>{text.differenceNone}</p> : <ImportChanges report={data} />}</div>
    </Card>
  );
}

type Asked = 'propose' | 'approve' | 'discard';

function Steps({ edition, decides, onBack }: { edition: KeptEdition; decides: boolean; onBack: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const act = useListAct();
  const { say } = useMessages();
  const path = `/api/editions/${edition.id}`;
  const carryOut = (step: Asked | 'recall' | 'renumber') =>
    act.mutate(step === 'discard' ? { path, method: 'DELETE' } : { path: `${path}/${step}` }, {
      onSuccess: () => {
        say(text.done, 'ok');
        setAsked(undefined);
        if (step === 'discard') onBack();
      },
      onError: () => (step === 'recall' || step === 'renumber' ? setAsked(undefined) : undefined),
    });
  const why = {
    propose: text.proposeWhy,
    approve: text.approveWhy(edition.effectiveFrom),
    discard: text.discardWhy,
  };
  return (
    <div className="list-steps">
      <Button keys="Esc" onPress={onBack}>
        {text.toEditions}
      </Button>
      {edition.state === 'draft' ? (
        <>
          <Button kind="danger" onPress={() => setAsked('discard')}>
            {text.discard}
          </Button>
          <Button onPress={() => carryOut('renumber')}>{text.renumber}</Button>
          <Button kind="main" onPress={() => setAsked('propose')}>
            {text.propose}
          </Button>
        </>
      ) : null}
      {edition.state === 'proposed' ? (
        <>
          <Button onPress={() => carryOut('recall')}>{text.recall}</Button>
          {decides ? (
            <Button
              kind="main"
              blocked={edition.mine ? text.ownProposal : undefined}
              onPress={() => setAsked('approve')}
            >
              {text.approve}
            </Button>
          ) : null}
        </>
      ) : null}
      {asked === undefined ? null : (
        <Confirm
          title={`${text[asked]} ${edition.label}`}
          verb={text[asked]}
          safe={text.safe}
          danger={asked === 'discard'}
          busy={act.isPending}
          error={act.error}
          onConfirm={() => carryOut(asked)}
          onClose={() => {
            act.reset();
            setAsked(undefined);
          }}
        >
          <p>{why[asked]}</p>
        </Confirm>
      )}
    </div>
  );
}

const fits = ({ name, number, localNames }: KeptItem, part: string): boolean =>
  part === '' ||
  `${number}` === part ||
  [name, ...Object.values(localNames)].some((one) => one.includes(part));

function Rows(props: { edition: KeptEdition; items: KeptItem[]; more: (() => void) | undefined }) {
  const { edition, items, more } = props;
  const [part, setPart] = useState('');
  const [edited, setEdited] = useState<KeptItem | 'new'>();
  const [removed, setRemoved] = useState<KeptItem>();
  const act = useListAct();
  const draft = edition.state === 'draft';
  const shown = items.filter((item) => fits(item, part.trim()));
  return (
    <Card
      title={`${text.rows} ${edition.itemCount}`}
      aside={draft ? <Button onPress={() => setEdited('new')}>{text.add}</Button> : undefined}
    >
      <div className="pad">
        <TextField label={text.find} value={part} onChange={setPart} maxLength={60} />
      </div>
      {shown.length === 0 ? <Empty icon="search" title={text.none} /> : null}
      {shown.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.rows}>
            <thead>
              <tr>
                <th className="list-number">{columns.number}</th>
                <th>{columns.name}</th>
                <th>{columns.lead}</th>
                <th>{columns.source}</th>
                {draft ? <th>{columns.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <tr key={item.number}>
                  <td data-label={columns.number}>{item.number}</td>
                  <td data-label={columns.name}>
                    {item.name}
                    {Object.entries(item.localNames).map(([region, name]) => (
                      <span className="small under" key={region}>
                        {provinceNameOfCode(region) ?? region} {name}
                      </span>
                    ))}
                  </td>
                  <td data-label={columns.lead}>{item.leadDepartments.map(({ name }) => name).join('、')}</td>
                  <td data-label={columns.source}>{item.source ?? item.batch ?? '—'}</td>
                  {draft ? (
                    <td data-label={columns.act}>
                      <Button small label={`${text.edit} ${item.name}`} onPress={() => setEdited(item)}>
                        {text.edit}
                      </Button>{' '}
                      <Button small label={`${text.remove} ${item.name}`} onPress={() => setRemoved(item)}>
                        {text.remove}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {more ? (
        <div className="pad">
          <Button onPress={more}>{text.more}</Button>
        </div>
      ) : null}
      {edited === undefined ? null : (
        <ItemDialog
          editionId={edition.id}
          item={edited === 'new' ? undefined : edited}
          next={edition.itemCount + 1}
          onClose={() => setEdited(undefined)}
        />
      )}
      {removed === undefined ? null : (
        <Confirm
          title={`${text.remove}“${removed.name}”`}
          verb={text.remove}
          safe={text.safe}
          danger
          busy={act.isPending}
          error={act.error}
          onConfirm={() =>
            act.mutate(
              { path: `/api/editions/${edition.id}/items/${removed.number}`, method: 'DELETE' },
              { onSuccess: () => setRemoved(undefined) },
            )
          }
          onClose={() => setRemoved(undefined)}
        >
          <p>{text.removeWhy}</p>
        </Confirm>
      )}
    </Card>
  );
}
