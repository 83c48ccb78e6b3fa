import { useState } from 'react';
import type { PostalService } from '../../shipments/views.ts';
import { usePostalServices, useShipmentAct } from '../api/shipments.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

const wordsOf = (typed: string): string[] =>
  typed
    .split(/[、，,;；\s]+/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** 邮政服务: where the postal counter of a hall is, when it is collected, and with what equipment. */
export function HallsTab() {
  const { data, error, isPending, refetch } = usePostalServices();
  const [changing, setChanging] = useState<PostalService>();
  return (
    <Card title={text.tabs.halls}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.services.length === 0 ? <Empty title={text.hallsNone} /> : null}
      <ul className="document-list">
        {(data?.services ?? []).map((service) => (
          <li key={service.windowId}>
            <Icon name="box" />
            <div>
              <b>{service.windowName}</b>
              {service.counter === '' ? (
                <span className="small block">{text.hallsNone}</span>
              ) : (
                <>
                  <span className="small block">
                    {text.counter}：{service.counter}
                  </span>
                  <span className="small block">
                    {text.collections}：{service.collections.join('、') || text.hallsNone}
                  </span>
                  <span className="small block">
                    {text.equipment}：{service.equipment.join('、') || text.hallsNone}
                  </span>
                  <span className="small block">
                    {service.governmentPays ? text.governmentPays : text.applicantPays}
                  </span>
                </>
              )}
            </div>
            {service.mayChange ? (
              <Button small onPress={() => setChanging(service)}>
                {text.change}
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {changing ? <ChangeDialog service={changing} onClose={() => setChanging(undefined)} /> : null}
    </Card>
  );
}

function ChangeDialog({ service, onClose }: { service: PostalService; onClose: () => void }) {
  const [counter, setCounter] = useState(service.counter);
  const [times, setTimes] = useState(service.collections.join('、'));
  const [equipment, setEquipment] = useState(service.equipment.join('、'));
  const [pays, setPays] = useState(service.governmentPays);
  const act = useShipmentAct();
  const collections = wordsOf(times.replaceAll('：', ':'));
  const wrong = collections.some((time) => !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time));
  const blocked = [...counter.trim()].length < 2 ? text.counterHint : wrong ? text.timesWrong : undefined;
  return (
    <ActDialog
      title={text.changeTitle}
      verb={text.save}
      safe={text.notSave}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: `/api/postal-services/${service.windowId}`,
            method: 'PUT',
            body: {
              counter: counter.trim(),
              collections,
              equipment: wordsOf(equipment),
              governmentPays: pays,
            },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p className="soft">{service.windowName}</p>
      <TextField
        label={text.counter}
        hint={text.counterHint}
        first
        value={counter}
        maxLength={100}
        onChange={setCounter}
      />
      <TextField
        label={text.collections}
        hint={text.timesWrong}
        value={times}
        maxLength={100}
        onChange={setTimes}
      />
      <TextField
        label={text.equipment}
        hint={text.separator}
        value={equipment}
        maxLength={300}
        onChange={setEquipment}
      />
      <Check checked={pays} onChange={setPays}>
        {text.governmentPays}
      </Check>
    </ActDialog>
  );
}
