import { levelsHighestFirst } from './item.ts';
import type { StandardContent } from './standard.ts';
import type { Addition, FileOption, Overlay } from './standard-file.ts';

/**
 * An option of a file together with what the overlay states for it: home-region rule, delivery ways, days for
 * supplements, statutory name, competent department and the fields bound to facts of the case. Throws when the
 * lead department is not in the overlay.
 */
export function composeStandard(
  option: FileOption,
  { number, leadDepartment }: { number: number; leadDepartment: string },
  overlay: Overlay,
): StandardContent {
  const department = overlay.departments[leadDepartment];
  if (!department) throw new Error(`${option.id}: 部门“${leadDepartment}”未列入收件标准的部门表。`);
  if (!option.level) throw new Error(`${option.id}: 缺少实施层级。`);
  const { level } = option;
  const own: Addition = { ...overlay.items[number], ...overlay.options[option.id] };
  const levels = new Set([level, ...(option.levels ?? [])]);
  return {
    ...option,
    level,
    levels: option.levels ?? levelsHighestFirst.filter((one) => levels.has(one)),
    form: option.form.map(({ options, maxLength, ...field }) => {
      const bindings = own.bindings ?? {};
      const binding = field.id in bindings ? bindings[field.id] : overlay.bindings[field.id];
      return {
        ...field,
        ...(options === undefined ? {} : { options }),
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(binding ? { binding } : {}),
      };
    }),
    homeRegionRules: own.homeRegionRules ?? department.homeRegionRules,
    deliveryWays: own.deliveryWays ?? overlay.deliveryWays,
    supplementDays: own.supplementDays ?? overlay.supplementDays,
    statutoryName: own.statutoryName
      ? { text: own.statutoryName, local: own.localStatutoryNames ?? {} }
      : null,
    department: own.department
      ? { text: own.department, local: own.localDepartments ?? {} }
      : { text: department.name, local: department.local ?? {} },
  };
}
