import { useMutation } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import { readBusinessNumber } from '../../cases/core/business-number.ts';
import { findByNumber } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { FieldError } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** What is wrong with a business number as typed; undefined when it may be looked up. */
function numberFault(typed: string): string | undefined {
  const digits = typed.replace(/\s/g, '');
  if (!/^\d{20}$/.test(digits)) return text.notNumber([...digits].length);
  return readBusinessNumber(digits) === undefined ? text.checkDigit : undefined;
}

/** Looks a case up by its number and opens it. */
function useNumberSearch() {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const search = useMutation({
    mutationFn: findByNumber,
    onSuccess: (kase) => {
      setTyped('');
      return navigate(`/cases/${kase.id}`);
    },
  });
  return {
    typed,
    type: (value: string) => {
      setTyped(value);
      setFault(undefined);
      search.reset();
    },
    look: () => {
      if (typed.trim() === '') return;
      const wrong = numberFault(typed);
      setFault(wrong);
      if (wrong === undefined) search.mutate(typed.replace(/\s/g, ''));
    },
    error: fault ?? (search.error ? sentenceFor(search.error) : undefined),
  };
}

/** The search field of the header (F4). */
export function NumberSearch({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { typed, type, look, error } = useNumberSearch();
  return (
    <form
      className="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <div className="find-box">
        <Icon name="search" />
        <input
          ref={field}
          value={typed}
          aria-label={text.searchLabel}
          placeholder={text.searchHint}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={error === undefined ? undefined : 'find-error'}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              type('');
              event.currentTarget.blur();
              event.stopPropagation();
            }
          }}
        />
        <kbd aria-hidden="true">F4</kbd>
      </div>
      {error === undefined ? null : (
        <div className="find-answer">
          <FieldError id="find-error">{error}</FieldError>
        </div>
      )}
    </form>
  );
}
