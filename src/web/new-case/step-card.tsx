import type { ReactNode } from 'react';
import { Icon } from '../components/icon.tsx';

/** A numbered part of the form; done parts carry a tick. */
export function StepCard(props: {
  number: number;
  title: string;
  done: boolean;
  current?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={`card step ${props.current ? 'step-current' : ''}`} aria-label={props.title}>
      <div className="card-head">
        <span className={`step-number ${props.done ? 'step-done' : ''}`}>
          {props.done ? <Icon name="tick" label="已填" /> : props.number}
        </span>
        <h2>{props.title}</h2>
        {props.aside === undefined ? null : <div className="aside">{props.aside}</div>}
      </div>
      <div className="pad">{props.children}</div>
    </section>
  );
}
