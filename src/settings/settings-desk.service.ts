import { createRollOut, type RollOut, type RollOutParts } from './roll-out.service.ts';
import { createSettings, type ScopeNames, type Settings, watchSettings } from './settings.service.ts';
import { createTextVersions, type TextSubjects, type TextVersions } from './text-versions.service.ts';

/** Everything that is set with a date: values, versions of texts, regions in operation. */
export type SettingsDesk = {
  settings: Settings;
  rollOut: RollOut;
  versions: TextVersions;
  /** Notices what other processes change; answers the function that stops it. */
  watch(onError: (error: unknown) => void): () => void;
};

const everyMs = 1_000;

/** Puts the three together. */
export async function createSettingsDesk(
  parts: RollOutParts & {
    directory: Parameters<typeof createSettings>[0]['directory'];
    names: ScopeNames;
    subjects: Omit<TextSubjects, 'name'> & { formName(form: string): string | undefined };
  },
): Promise<SettingsDesk> {
  const { names, subjects } = parts;
  const settings = await createSettings(parts);
  const rollOut = await createRollOut(parts);
  const versions = await createTextVersions({
    ...parts,
    subjects: {
      ...subjects,
      name: (kind, subject) => (kind === 'rules' ? names.programme(subject) : subjects.formName(subject)),
    },
  });
  const reload = () => Promise.all([settings.reload(), rollOut.reload(), versions.reload()]);
  return {
    settings,
    rollOut,
    versions,
    watch: (onError) => watchSettings(parts.database, reload, everyMs, onError),
  };
}
