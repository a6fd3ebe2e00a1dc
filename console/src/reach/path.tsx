// The way of a flow, hop by hop, one card below the other; the one that decided stands out.
import { call } from '../api/call';
import { Badge } from '../components/basics';
import { IdLink, nameOf, ResourceLink } from '../components/resource';
import type { terrane } from '../generated/services';
import { t, type Words } from '../i18n';
import { fetchOne } from '../kinds';
import { kindOfId } from '../kinds/of_id';
import { useLive } from '../live';
import { isIngress, keyOf } from './remedies';

type Hop = terrane.ReachabilityHop;
type Decision = terrane.ReachabilityDecision;

export function Path({ hops, decision, reachable }: { hops: Hop[]; decision: Decision; reachable: boolean }) {
  const { path, at } = withDecision(hops, decision);
  const regions = new Set(path.map((hop) => hop.Region).filter(Boolean));
  return (
    <ol class="path" aria-label={t('reach.path')}>
      {path.map((hop, index) => (
        <li class={index !== at ? 'hop' : `hop decides ${reachable ? 'good' : 'bad'}`} aria-current={index === at ? 'step' : undefined}>
          <p class="heading">
            <strong>{t(typeWords[hop.HopType ?? ''] ?? 'reach.hop')}</strong>
            {index === at && <Badge tone={reachable ? 'good' : 'bad'}>{t(reachable ? 'reach.admits' : 'reach.stops')}</Badge>}
          </p>
          <p>
            <HopLink hop={hop} path={path} />
            {regions.size > 1 && hop.Region && <span class="small"> {hop.Region}</span>}
          </p>
          <p class="small">{index === at && decision.Rule ? <mark>{decision.Rule}</mark> : hop.Text}</p>
          {index === at && hop.HopType === 'SECURITY_GROUP' && decision.Rule && <Rules decision={decision} />}
        </li>
      ))}
      {!reachable && <li class="hop lost"><p>{t('reach.lost')}</p></li>}
    </ol>
  );
}

const typeWords: Record<string, Words> = {
  ENDPOINT: 'reach.endpoint', SECURITY_GROUP: 'reach.group', ROUTE_TABLE: 'reach.routes', PEERING_CONNECTION: 'reach.peering',
  PUBLIC_ADDRESS: 'reach.public', INTERNET: 'reach.internet', LISTENER: 'reach.listener',
};

function HopLink({ hop, path }: { hop: Hop; path: Hop[] }) {
  const { ResourceId: id = '', Region: region = '', Address: address = '' } = hop;
  if (!id) return <code>{address}</code>;
  if (id.startsWith('lbl-')) return <ResourceLink kind="listeners" region={region} id={keyOf(id, path)} name={id} />;
  return <><IdLink region={region} id={id} />{hop.HopType === 'ENDPOINT' && <Name key={id} region={region} id={id} />}</>;
}

// What the resource is called, if anything.
function Name({ region, id }: { region: string; id: string }) {
  const kind = kindOfId(id);
  const { data } = useLive(region, async (signal) => (kind && !kind.list.needs ? fetchOne(kind, region, id, signal) : undefined), [id]);
  const name = kind && data ? nameOf(kind, data) : id;
  return name === id ? null : <> {name}</>;
}

// Where in the path it was decided: the last hop there of that resource, else one more at its end.
function withDecision(hops: Hop[], decision: Decision): { path: Hop[]; at: number } {
  const same = (hop: Hop) => hop.HopType === decision.HopType && hop.ResourceId === decision.ResourceId &&
    hop.Region === decision.Region && (!decision.Rule || hop.HopType !== 'SECURITY_GROUP' || hop.Text === decision.Rule);
  const at = hops.findLastIndex(same);
  if (at >= 0) return { path: hops, at };
  const { HopType, Region, ResourceId, Rule, Text } = decision;
  return { path: [...hops, { HopType, Region, ResourceId, Text: Rule || Text }], at: hops.length };
}

// The group's rules in that direction, in their order, with the one that decided marked.
function Rules({ decision: { ResourceId: group = '', Region: region = '', Rule: rule = '' } }: { decision: Decision }) {
  const { data } = useLive(region, (signal) =>
    call('vpc', 'DescribeSecurityGroupPolicies', { SecurityGroupId: group }, region, { signal }), [group]);
  const set = data?.SecurityGroupPolicySet;
  const rules = (isIngress(rule) ? set?.Ingress : set?.Egress) ?? [];
  const decided = /\d+/.exec(rule.split(/[:：]/)[0] ?? '')?.[0];
  if (!rules.length) return null;
  return (
    <details>
      <summary>{t('reach.rules', { count: rules.length })}</summary>
      <div class="wide" tabIndex={0} role="region" aria-label={t('reach.rules', { count: rules.length })}>
        <table class="plain">
          <thead>
            <tr>{(['reach.number', 'reach.action', 'reach.protocol', 'reach.port', 'reach.peer'] as const).map((word) => <th scope="col">{t(word)}</th>)}</tr>
          </thead>
          <tbody>
            {rules.map((one) => {
              const marked = String(one.PolicyIndex) === decided;
              return (
                <tr class={marked ? 'marked' : ''} aria-current={marked ? 'true' : undefined}>
                  <th scope="row">{one.PolicyIndex}{marked && ` ◀ ${t('reach.decided')}`}</th>
                  <td>{one.Action}</td><td>{one.Protocol}</td><td>{one.Port}</td>
                  <td>{one.CidrBlock || one.SecurityGroupId || one.Ipv6CidrBlock}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
