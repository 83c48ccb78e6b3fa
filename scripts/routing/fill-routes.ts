import { onServer } from '../bench/own-database.ts';

/** The programme that is filled: all provinces of the mainland, and so many items of one option each. */
export const filledProgramme = 'whole-country';

/** Option of an item of the filled programme. */
export const filledOption = (number: number): string => `wc-${number}`;

/** What came to lie in the database. */
export type FilledRoutes = { regions: number; options: number; rows: number; seconds: number };

/** Provinces beside the five that ship; 11, 12 and 31 have counties only. */
const otherProvinces = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 61 62 63 64 65'.split(
  ' ',
);

const addRegions = (count: number): string => `
  with provinces as (select unnest(array[${otherProvinces.map((code) => `'${code}'`).join()}]) as p),
  prefectures as (
    select p, k from provinces, generate_series(1, 10) k where p not in ('11', '12', '31')
  ),
  counties as (
    select p || lpad(k::text, 2, '0') || lpad(j::text, 2, '0') as code, p || lpad(k::text, 2, '0') || '00' as parent,
      k, j from prefectures, generate_series(1, 8) j
    union all
    select p || '01' || lpad(j::text, 2, '0'), p || '0000', 1, j from provinces, generate_series(1, 70) j
    where p in ('11', '12', '31')
  ),
  fresh as (
    select p || '0000' as code, '第' || p || '省' as name, 'province' as level, null as parent, 0 as turn from provinces
    union all
    select p || lpad(k::text, 2, '0') || '00', '第' || k || '市', 'prefecture', p || '0000', 1 from prefectures
    union all
    select code, '第' || j || '县', 'county', parent, 2 + j * 100 + k from counties
  )
  insert into regions (code, name, level, parent, pinyin)
  select code, name, level, parent, 'di yi' from fresh
  order by turn, code
  limit greatest(0, ${count} - (select count(*) from regions))
  on conflict do nothing`;

/** Every new region gets a hall with one open window, and is in operation. */
const addWindows = `
  insert into halls (id, region_code, name, address, sample)
  select gen_random_uuid(), code, name || '政务服务中心', '人民路' || code || '号', true from regions r
  where not exists (select from halls h where h.region_code = r.code);
  insert into windows (id, hall_id, name, address, phone, status, sample, registered_at)
  select gen_random_uuid(), h.id, '跨省通办窗口', h.address, '010-12345678', 'open', true, '2021-05-21T00:00:00+08:00'
  from halls h where not exists (select from windows w where w.hall_id = h.id);
  insert into region_roll_out (region_code, points, stage, active, changed_at)
  select code, '{}', 1, true, now() from regions
  on conflict (region_code) do update set active = true;
  update directory_state set version = version + 1`;

/**
 * So many items, each with one option, whose standard is one of those that ship; in some regions nobody of the county
 * carries an item out (R-007). The edition is published last, since then its rows stand still.
 */
const addProgramme = (options: number): string => `
  insert into programmes (id, position, short_code, name, form_title, document_number, granularity, coordinator,
    ladder, status, announced_items, kept)
  values ('${filledProgramme}', 900, 'WC', '全国（测量用）', '全国', '测量', 'province', '测量', 'bothProvinces', 'open', ${options}, true);
  insert into programme_members (programme_id, region_code, valid_from)
  select '${filledProgramme}', code, '2021-05-21' from regions where level = 'province';
  insert into editions (id, programme_id, label, effective_from)
  values ('${filledProgramme}-2021-1', '${filledProgramme}', '2021-1', '2021-05-21');
  create temporary table shipped as
    select row_number() over (order by s.option_id, s.version) as at, count(*) over () as of, s.content
    from acceptance_standards s where s.effective_to is null;
  insert into items (edition_id, number, name, local_names, lead_departments, cooperating_departments, implementers,
    source, due_text, sort_key, readings)
  select '${filledProgramme}-2021-1', n, content ->> 'name' || '（' || n || '）', '{}', '[{"region": null, "name": "测量部门"}]',
    '[]', (select coalesce(jsonb_agg(jsonb_build_object('region', code, 'level', 'county', 'department', null,
      'restriction', null, 'text', null)), '[]') from (select code from regions
      where level = 'county' and (code::integer + n) % 97 = 0 limit 20) picked),
    '国家要求 2021 年实现“跨省通办”', null, n::text, '[]'
  from generate_series(1, ${options}) n join shipped on at = 1 + n % of;
  insert into item_families (id, name) select 'wc ' || n, '测量' || n from generate_series(1, ${options}) n;
  insert into item_family_members (edition_id, number, family_id)
  select '${filledProgramme}-2021-1', n, 'wc ' || n from generate_series(1, ${options}) n;
  insert into options (id, family_id, name, position)
  select 'wc-' || n, 'wc ' || n, content ->> 'name', 1 from generate_series(1, ${options}) n join shipped on at = 1 + n % of;
  insert into acceptance_standards (option_id, version, edition_id, effective_from, content, digest, published_at)
  select 'wc-' || n, '2021-1.1', '${filledProgramme}-2021-1', '2021-05-21', content || jsonb_build_object('id', 'wc-' || n),
    'measured', now()
  from generate_series(1, ${options}) n join shipped on at = 1 + n % of;
  update editions set published_at = now() where id = '${filledProgramme}-2021-1'`;

/** How every item stands in every region; the index beside the key is made after the rows. */
const addStatus = (options: number): string => `
  drop index item_go_live_of_region;
  insert into item_go_live (programme_id, family_id, region_code, status, realised_on, mode, changed_at, changed_by_name)
  select '${filledProgramme}', 'wc ' || n, code,
    case when (n + code::integer) % 3 = 0 then 'inProgress' else 'realised' end,
    case when (n + code::integer) % 3 = 0 then null else date '2021-06-01' + (n + code::integer) % 400 end,
    case when (n + code::integer) % 3 = 0 then null else 'proxyIntake' end, now(), '测量'
  from generate_series(1, ${options}) n, regions;
  create index item_go_live_of_region on item_go_live (region_code, programme_id)`;

/** Fills a database that a server has made: regions up to so many, options, and a row for each pair, set by set. */
export async function fillRoutes(
  url: string,
  wanted: { regions: number; options: number },
): Promise<FilledRoutes> {
  const began = performance.now();
  await onServer(
    url,
    [
      'begin',
      addRegions(wanted.regions),
      addWindows,
      addProgramme(wanted.options),
      addStatus(wanted.options),
      'commit',
    ].join(';\n'),
  );
  await onServer(url, 'vacuum (analyze) item_go_live');
  await onServer(url, 'analyze');
  const seconds = (performance.now() - began) / 1000;
  const [row] = await onServer<{ regions: string; options: string; rows: string }>(
    url,
    `select (select count(*) from regions) as regions,
       (select count(*) from options where family_id like 'wc %') as options,
       (select count(*) from item_go_live) as rows`,
  );
  return {
    regions: Number(row?.regions),
    options: Number(row?.options),
    rows: Number(row?.rows),
    seconds,
  };
}
