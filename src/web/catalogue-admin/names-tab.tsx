import { useState } from 'react';
import { type NamedItem, type NamingProvince, useLocalNames } from '../api/list-matters.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useDialogAct } from './dialog-act.ts';
import { FindBar } from './find-bar.tsx';
import { mattersText } from './matters-text.zh-CN.ts';
import { adminText } from './text.zh-CN.ts';

const text = mattersText.names;
const { columns } = text;

/** What provinces call the items of a list, and their statutory names there. */
export function NamesTab({ programmeId }: { programmeId: string }) {
  const [typed, setTyped] = useState('');
  const [namedOnly, setNamedOnly] = useState(false);
  const [edited, setEdited] = useState<NamedItem>();
  const part = useSettled(typed.trim(), 250);
  const list = useLocalNames(programmeId, part, namedOnly);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const own = list.data?.pages[0]?.provinces.filter(({ mine }) => mine) ?? [];
  return (
    <Card title={adminText.tabs.localNames}>
      <p className="pad small">{text.why}</p>
      <FindBar value={typed} onChange={setTyped}>
        <Check checked={namedOnly} onChange={setNamedOnly}>
          {text.namedOnly}
        </Check>
      </FindBar>
      <PagedList
        query={list}
        rows={items}
        none={<Empty icon="search" title={text.none} />}
        more={mattersText.more}
        waiting={6}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={adminText.tabs.localNames}>
            <thead>
              <tr>
                <th className="list-number">{columns.number}</th>
                <th>{columns.name}</th>
                <th>{columns.names}</th>
                {own.length > 0 ? <th>{mattersText.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.number}>
                  <td data-label={columns.number}>{item.number}</td>
                  <td data-label={columns.name}>{item.name}</td>
                  <td data-label={columns.names}>
                    <Names item={item} />
                  </td>
                  {own.length > 0 ? (
                    <td data-label={mattersText.act}>
                      <Button small label={text.editLabel(item.name)} onPress={() => setEdited(item)}>
                        {text.edit}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
      {edited ? (
        <NameDialog
          programmeId={programmeId}
          item={edited}
          provinces={own}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Card>
  );
}

function Names({ item: { names } }: { item: NamedItem }) {
  if (names.length === 0) return text.empty;
  return names.map(({ province, provinceName, name, statutoryName, kept }) => (
    <span className="list-phase" key={province}>
      {provinceName}：{name ?? text.empty}
      <span className="small">
        {statutoryName === null ? '' : ` ${text.statutory(statutoryName)}`}
        {kept ? '' : ` ${text.printed}`}
      </span>
    </span>
  ));
}

function NameDialog(props: {
  programmeId: string;
  item: NamedItem;
  provinces: readonly NamingProvince[];
  onClose: () => void;
}) {
  const { programmeId, item, provinces, onClose } = props;
  const standing = (code: string) =>
    item.names.find(({ province, kept }) => kept && province === code) ?? { name: '', statutoryName: '' };
  const [province, setProvince] = useState(provinces[0]?.code ?? '');
  const [name, setName] = useState(standing(province).name ?? '');
  const [statutoryName, setStatutoryName] = useState(standing(province).statutoryName ?? '');
  const act = useDialogAct(onClose);
  const choose = (code: string) => {
    setProvince(code);
    setName(standing(code).name ?? '');
    setStatutoryName(standing(code).statutoryName ?? '');
  };
  return (
    <ActDialog
      title={item.name}
      verb={text.save}
      safe={mattersText.safe}
      blocked={undefined}
      busy={act.busy}
      error={act.error}
      onAct={() =>
        act.carryOut({
          path: `/api/list-programmes/${programmeId}/items/${item.number}/local-name`,
          method: 'PUT',
          body: { province, name, statutoryName },
        })
      }
      onClose={onClose}
    >
      <div className="stack">
        <ChoiceField
          label={text.province}
          value={province}
          error={errorAt(act.error, '/province')}
          choices={provinces.map(({ code, name: called }) => ({ value: code, name: called }))}
          onChange={choose}
        />
        <TextField
          label={text.localName}
          hint={text.localHint}
          optional
          first
          value={name}
          onChange={setName}
          maxLength={300}
        />
        <TextField
          label={text.statutoryName}
          hint={text.statutoryHint}
          optional
          value={statutoryName}
          onChange={setStatutoryName}
          maxLength={300}
        />
      </div>
    </ActDialog>
  );
}
