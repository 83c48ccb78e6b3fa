import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Instant, later } from '../../regulation/instant.ts';
import { ask } from '../api/client.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { useNow } from '../time/now.tsx';
import { shellText as text } from './text.zh-CN.ts';

const hourMs = 60 * 60 * 1000;

/** Steps that are taken most: an hour, a day, the days after which a parcel is silent, a supplement's period. */
const steps = [1, 24, 5 * 24, 15 * 24].map((hours) => ({ hours, name: text.clock.step(hours) }));

/** Sets the clock of a demonstration: whatever falls due on the way is done at once. */
export function DemoClockDialog({ onClose }: { onClose: () => void }) {
  const now = useNow();
  const client = useQueryClient();
  const [at, setAt] = useState(now.slice(0, 16));
  const set = useMutation({
    mutationFn: (moment: Instant) =>
      ask<{ now: Instant }>('/api/demo/clock', { method: 'PUT', body: { now: moment } }),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const go = (moment: Instant) => {
    if (!set.isPending) set.mutate(moment);
  };
  return (
    <ActDialog
      title={text.clock.title}
      verb={text.clock.set}
      safe={text.clock.leave}
      blocked={at === '' ? text.clock.missing : undefined}
      busy={set.isPending}
      error={set.error}
      onAct={() => go(`${at}:00.000+08:00`)}
      onClose={onClose}
    >
      <p className="soft">{text.clock.why}</p>
      <div className="row">
        {steps.map(({ hours, name }) => (
          <Button key={hours} small busy={set.isPending} onPress={() => go(later(now, hours * hourMs))}>
            {name}
          </Button>
        ))}
      </div>
      <TextField label={text.clock.moment} type="datetime-local" first value={at} onChange={setAt} />
    </ActDialog>
  );
}
