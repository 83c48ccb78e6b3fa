import { useState } from 'react';
import type { KeptProgramme } from '../api/list-keeping.ts';
import { type LinkedItem, useFamilies } from '../api/list-matters.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { ChoiceField } from '../components/field.tsx';
import { Card, Confirm, Empty, Note } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useDialogAct } from './dialog-act.ts';
import { FindBar } from './find-bar.tsx';
import { type ChosenItem, ItemField } from './item-field.tsx';
import { mattersText } from './matters-text.zh-CN.ts';
import { adminText } from './text.zh-CN.ts';

const text = mattersText.families;
const { columns } = text;

type FamiliesProps = { programme: KeptProgramme; programmes: readonly KeptProgramme[]; decides: boolean };

/** Items of a list with those of other lists that mean the same, linked and unlinked. */
export function FamiliesTab({ programme, programmes, decides }: FamiliesProps) {
  const [typed, setTyped] = useState('');
  const [linked, setLinked] = useState('');
  const [asked, setAsked] = useState<{ item: LinkedItem; act: 'link' | 'unlink' }>();
  const part = useSettled(typed.trim(), 250);
  const list = useFamilies(programme.id, part, linked);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={adminText.tabs.families}>
      <p className="pad small">{text.why}</p>
      <FindBar value={typed} onChange={setTyped}>
        <ChoiceField
          label={text.linked}
          value={linked}
          empty={text.any}
          choices={Object.entries(text.choices).map(([value, name]) => ({ value, name }))}
          onChange={setLinked}
        />
      </FindBar>
      <PagedList
        query={list}
        rows={items}
        none={<Empty icon="search" title={text.none} />}
        more={mattersText.more}
        waiting={6}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={adminText.tabs.families}>
            <thead>
              <tr>
                <th className="list-number">{columns.number}</th>
                <th>{columns.name}</th>
                <th>{columns.others}</th>
                {decides ? <th>{mattersText.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.number}>
                  <td data-label={columns.number}>{item.number}</td>
                  <td data-label={columns.name}>{item.name}</td>
                  <td data-label={columns.others}>
                    {item.others.length === 0
                      ? text.noOther
                      : item.others.map((other) => (
                          <span className="list-phase" key={`${other.programmeId} ${other.number}`}>
                            {text.other(other.programmeName, other.number, other.name)}
                          </span>
                        ))}
                  </td>
                  {decides ? (
                    <td data-label={mattersText.act}>
                      <Button
                        small
                        label={text.linkLabel(item.name)}
                        blocked={item.fixed ? text.fixed : undefined}
                        onPress={() => setAsked({ item, act: 'link' })}
                      >
                        {text.link}
                      </Button>{' '}
                      {item.others.length > 0 ? (
                        <Button
                          small
                          label={text.unlinkLabel(item.name)}
                          blocked={item.fixed ? text.fixed : undefined}
                          onPress={() => setAsked({ item, act: 'unlink' })}
                        >
                          {text.unlink}
                        </Button>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
      {asked?.act === 'link' ? (
        <LinkDialog
          programme={programme}
          programmes={programmes}
          item={asked.item}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
      {asked?.act === 'unlink' ? (
        <Unlink programmeId={programme.id} item={asked.item} onClose={() => setAsked(undefined)} />
      ) : null}
    </Card>
  );
}

const pathOf = (programmeId: string, { number }: LinkedItem): string =>
  `/api/list-programmes/${programmeId}/items/${number}/family`;

function LinkDialog(props: {
  programme: KeptProgramme;
  programmes: readonly KeptProgramme[];
  item: LinkedItem;
  onClose: () => void;
}) {
  const { programme, programmes, item, onClose } = props;
  const others = programmes.filter(({ id, itemCount }) => id !== programme.id && itemCount > 0);
  const [other, setOther] = useState(others[0]?.id ?? '');
  const [same, setSame] = useState<ChosenItem>();
  const act = useDialogAct(onClose);
  const blocked = same === undefined ? text.missing : undefined;
  return (
    <ActDialog
      title={text.linkTitle(item.name)}
      verb={text.link}
      safe={mattersText.safe}
      blocked={blocked}
      busy={act.busy}
      error={act.error}
      onAct={() =>
        same &&
        act.carryOut({ path: pathOf(programme.id, item), body: { programmeId: other, number: same.number } })
      }
      onClose={onClose}
    >
      <div className="stack">
        {item.others.length > 0 ? <Note tone="warn">{text.moves}</Note> : null}
        <ChoiceField
          label={text.programme}
          value={other}
          choices={others.map(({ id, name }) => ({ value: id, name }))}
          onChange={(id) => {
            setOther(id);
            setSame(undefined);
          }}
        />
        <ItemField programmeId={other} value={same} onChange={setSame} first />
      </div>
    </ActDialog>
  );
}

function Unlink({
  programmeId,
  item,
  onClose,
}: {
  programmeId: string;
  item: LinkedItem;
  onClose: () => void;
}) {
  const act = useDialogAct(onClose);
  return (
    <Confirm
      title={text.unlinkTitle(item.name)}
      verb={text.unlink}
      safe={mattersText.safe}
      danger
      busy={act.busy}
      error={act.error}
      onConfirm={() => act.carryOut({ path: pathOf(programmeId, item), method: 'DELETE' })}
      onClose={onClose}
    >
      <p>{text.unlinkWhy}</p>
    </Confirm>
  );
}
