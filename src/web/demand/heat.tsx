import { Link } from 'react-router';
import type { RouteRow } from '../api/demand.ts';
import { demandText as text } from './text.zh-CN.ts';

const mostRoutes = 8;
const mostGroups = 15;

const routeOf = ({ intakeProvince, homeProvince }: RouteRow): string => `${intakeProvince} ${homeProvince}`;

const sums = (routes: readonly RouteRow[], keyOf: (route: RouteRow) => string): Map<string, number> => {
  const all = new Map<string, number>();
  for (const route of routes) all.set(keyOf(route), (all.get(keyOf(route)) ?? 0) + route.requests);
  return all;
};

/** Which matters are asked for between which provinces: a table, darker where it is more (R-145). */
export function Heat({ routes }: { routes: readonly RouteRow[] }) {
  const byRoute = sums(routes, routeOf);
  const byGroup = sums(routes, ({ groupId }) => groupId);
  const columns = [...new Map(routes.map((route) => [routeOf(route), route])).values()]
    .toSorted((a, b) => (byRoute.get(routeOf(b)) ?? 0) - (byRoute.get(routeOf(a)) ?? 0))
    .slice(0, mostRoutes);
  const rows = [...new Map(routes.map((route) => [route.groupId, route.name])).entries()]
    .toSorted(([a], [b]) => (byGroup.get(b) ?? 0) - (byGroup.get(a) ?? 0))
    .slice(0, mostGroups);
  const most = Math.max(1, ...routes.map(({ requests }) => requests));
  const count = (groupId: string, route: RouteRow): number =>
    routes.find((each) => each.groupId === groupId && routeOf(each) === routeOf(route))?.requests ?? 0;
  return (
    <>
      <p className="pad small">{text.heatWhy}</p>
      <div className="table-frame">
        <table className="heat" aria-label={text.heatTitle}>
          <thead>
            <tr>
              <th>{text.columns.name}</th>
              {columns.map((route) => (
                <th key={routeOf(route)}>{text.route(route.intakeName, route.homeName)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([groupId, name]) => (
              <tr key={groupId}>
                <td>
                  <Link to={`/demand/${groupId}`}>{name}</Link>
                </td>
                {columns.map((route) => {
                  const requests = count(groupId, route);
                  return (
                    <td
                      key={routeOf(route)}
                      className={`heat-cell ${requests === 0 ? '' : `heat-${Math.ceil((3 * requests) / most)}`}`}
                    >
                      {requests === 0 ? '' : requests}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
