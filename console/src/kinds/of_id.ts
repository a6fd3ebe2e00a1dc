// Which kind an ID is of: what comes before its dash says so.
import { kindNamed, type Kind } from '../kinds';

const kindOfPrefix: Record<string, string> = {
  ins: 'instances', img: 'images', skey: 'key-pairs', ps: 'placement-groups', lt: 'launch-templates',
  disk: 'disks', snap: 'snapshots', asp: 'snapshot-policies',
  vpc: 'vpcs', subnet: 'subnets', rtb: 'route-tables', sg: 'security-groups', eni: 'network-interfaces',
  eip: 'addresses', pcx: 'peering-connections',
  clb: 'load-balancers', lbl: 'listeners', lbtg: 'target-groups', cert: 'certificates', cdb: 'databases',
  cmem: 'caches',
};

export const kindOfId = (id: string): Kind | undefined => kindNamed(kindOfPrefix[id.split('-')[0] ?? ''] ?? '');
