// What a migration would do: whether it can, what is in its way, its steps, and what changes.
import { Badge } from '../components/basics';
import { IdLink } from '../components/resource';
import type { terrane } from '../generated/services';
import { formatTime, t } from '../i18n';
import { Steps } from './steps';

export function Plan({ plan, region }: { plan: terrane.MigrationPlan; region: string }) {
  const blockers = plan.BlockerSet ?? [];
  return (
    <>
      <div role="status" class={`verdict ${plan.Possible ? 'good' : 'bad'}`}>
        <h2>
          <Badge tone={plan.Possible ? 'good' : 'bad'}>
            {t(plan.Possible ? 'migration.possible' : 'migration.blocked', { from: plan.OldZone ?? '', to: plan.Zone ?? '', count: blockers.length })}
          </Badge>
        </h2>
        {blockers.length > 0 && (
          <ul class="plain">
            {blockers.map((blocker) => (
              <li>
                {blocker.ResourceId && <><IdLink region={region} id={blocker.ResourceId} />: </>}
                {blocker.Message} <code class="small">{blocker.Code}</code>
              </li>
            ))}
          </ul>
        )}
        <p class="small">
          {t('migration.price', { before: plan.HourlyPrice ?? '', after: plan.NewHourlyPrice || t('migration.unknown') })}
          {plan.KeepPrivateIpAddress && plan.CidrBlock && ` ${t('migration.subnetMoves', { range: plan.CidrBlock })}`}
        </p>
      </div>
      <h2>{t('migration.changes')}</h2>
      {(plan.InstanceSet ?? []).map((instance) => <Changes key={instance.InstanceId} instance={instance} region={region} />)}
      <h2>{t('migration.steps')}</h2>
      <Steps steps={plan.StepSet ?? []} planned />
    </>
  );
}

function Changes({ instance, region }: { instance: terrane.PlannedInstance; region: string }) {
  const publicAddress = instance.PublicIpAddress ?? '';
  const rows: [string, string, string][] = [
    [t('migration.privateIp'), instance.PrivateIpAddress ?? '', instance.NewPrivateIpAddress || t('migration.another')],
    ...(publicAddress ? [[t('migration.publicIp'), publicAddress, instance.PublicIpAddressKept ? publicAddress : t('migration.another')] as [string, string, string]] : []),
    [t('migration.type'), instance.InstanceType ?? '', instance.NewInstanceType ?? ''],
    [t('migration.charge'), instance.InstanceChargeType ?? '', instance.NewInstanceChargeType ?? ''],
    [t('migration.hourly'), instance.HourlyPrice ?? '', instance.NewHourlyPrice || t('migration.unknown')],
    [t('migration.original'), t(instance.Runs ? 'migration.runs' : 'migration.stopped'), endOf(instance)],
  ];
  const forwarders = instance.ForwarderIds ?? [];
  return (
    <section class="panel">
      <h3><IdLink region={region} id={instance.InstanceId ?? ''} /> {instance.InstanceName}</h3>
      <div class="wide">
        <table class="plain">
          <thead><tr><td /><th scope="col">{t('migration.before')}</th><th scope="col">{t('migration.after')}</th></tr></thead>
          <tbody>
            {rows.map(([name, before, after]) => (
              <tr><th scope="row">{name}</th><td>{before}</td><td>{after === before ? <span class="small">{t('migration.same')}</span> : <strong>{after}</strong>}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {forwarders.length > 0 && (
        <p class="small">{t('migration.behind')} {forwarders.map((id, index) => <>{index > 0 && ', '}<IdLink region={region} id={id} /></>)}</p>
      )}
    </section>
  );
}

function endOf(instance: terrane.PlannedInstance): string {
  if (instance.OriginalDestroyed) return t('migration.destroyed');
  return instance.ExpiredTime ? t('migration.staysUntil', { time: formatTime(instance.ExpiredTime) }) : t('migration.stays');
}
