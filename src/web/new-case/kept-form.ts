import { emptyForm, type IntakeForm } from './form.ts';

const keptKey = 'tongban.kept.new-case';

/** What was typed before a draft could be opened, after a reload. */
export function keptForm(): IntakeForm {
  const kept = sessionStorage.getItem(keptKey);
  if (kept === null) return emptyForm;
  try {
    return { ...emptyForm, ...(JSON.parse(kept) as Partial<IntakeForm>) };
  } catch {
    return emptyForm;
  }
}

/** Keeps in this tab what no draft holds yet; forgets it with `undefined`. */
export function keepForm(form: IntakeForm | undefined): void {
  if (form === undefined) sessionStorage.removeItem(keptKey);
  else sessionStorage.setItem(keptKey, JSON.stringify(form));
}
