// The kinds of faults that an operator can set: what each strikes, how it may show, and what it does.
import { language } from '../i18n';

// The parameters of CreateFault that say what fails, in the order in which they are asked for. A cell is
// a region or the account plane. Of a rack and a host in it, the host is sent alone.
export type Target = 'Zone' | 'Rack' | 'Host' | 'Region' | 'OtherRegion' | 'Product' | 'Cell';

type Text = [english: string, chinese: string];

export interface FaultKind {
  kind: string;
  name: Text;
  meaning: Text;
  target: Target[];
  optional?: Target[];
  modes?: string[]; // the first where none is named
  takesPower?: boolean; // may, with WithoutPower
  foretold?: boolean; // DescribeImpact knows it
}

export const faultKinds: FaultKind[] = [
  {
    kind: 'ZONE_POWER', name: ['Power of a zone', '可用区断电'], target: ['Zone'], foretold: true,
    meaning: ['Instances there stop, and start again after it if they were meant to run.', '其中的实例全部停止；恢复后，原本应运行的实例会重新启动。'],
  },
  {
    kind: 'ZONE_NETWORK', name: ['Network of a zone', '可用区断网'], target: ['Zone'], foretold: true,
    meaning: ['What is there runs, and nobody reaches it.', '其中的资源照常运行，但无法被访问。'],
  },
  {
    kind: 'ZONE_CONTROL_PLANE', name: ['Control plane of a zone', '可用区管控面故障'], target: ['Zone'], modes: ['REFUSE', 'DELAY'],
    meaning: ['Calls that change something there are refused or delayed; what runs is undisturbed.', '对其中资源的变更请求会被拒绝或延迟；运行中的资源不受影响。'],
  },
  {
    kind: 'RACK_POWER', name: ['Power of a rack', '机架断电'], target: ['Zone', 'Rack'], foretold: true,
    meaning: ['What a zone’s power is to its instances, of those on the hosts of one rack.', '该机架各宿主机上的实例停止；恢复后，原本应运行的实例会重新启动。'],
  },
  {
    kind: 'HOST_POWER', name: ['Power of a host', '宿主机断电'], target: ['Zone', 'Rack', 'Host'], foretold: true,
    meaning: ['What a zone’s power is to its instances, of those on one host.', '该宿主机上的实例停止；恢复后，原本应运行的实例会重新启动。'],
  },
  {
    kind: 'HOST_LAUNCH', name: ['Launches on hosts', '宿主机无法创建实例'], target: ['Zone', 'Rack', 'Host'], optional: ['Rack', 'Host'],
    meaning: ['No machine can be launched on one host, one rack or in the whole zone; what is there is undisturbed.', '所选宿主机、机架或整个可用区无法创建新实例；已有实例不受影响。'],
  },
  {
    kind: 'REGION', name: ['A whole region', '整个地域故障'], target: ['Region'], modes: ['REFUSE', 'HANG', 'ERROR'], takesPower: true, foretold: true,
    meaning: ['The region answers no call, and nobody reaches what is in it.', '该地域不响应任何请求，其中的资源也无法被访问。'],
  },
  {
    kind: 'LINK', name: ['Link between two regions', '地域间链路故障'], target: ['Region', 'OtherRegion'], modes: ['CUT', 'DELAY'], foretold: true,
    meaning: ['What the two regions send each other waits, or takes longer.', '两个地域之间的数据会等待，或传输变慢。'],
  },
  {
    kind: 'PRODUCT', name: ['A product in a region', '地域内的产品故障'], target: ['Region', 'Product'], modes: ['CONTROL_PLANE', 'DATA_PLANE'],
    meaning: ['Calls of the product are refused in the region; with its data plane, it serves nobody.', '该产品在该地域的请求会被拒绝；若数据面一同故障，则停止服务。'],
  },
  {
    kind: 'STORE', name: ['A store', '存储故障'], target: ['Cell'], modes: ['REFUSE', 'DELAY'],
    meaning: ['What the region would store is refused, or takes longer. Reads go on.', '写入会被拒绝或变慢，读取不受影响。'],
  },
  {
    kind: 'ACCOUNT_PLANE', name: ['The account plane', '账号平面故障'], target: [],
    meaning: ['Accounts and keys can be neither read nor changed at their source. Regions go on with what they know.', '账号与密钥在源头无法读取或变更，各地域以已有数据继续工作。'],
  },
];

const modes: Record<string, Text> = {
  REFUSE: ['refuses at once', '立即拒绝'],
  DELAY: ['answers later', '延迟响应'],
  HANG: ['never answers', '一直不响应'],
  ERROR: ['answers with HTTP 503', '返回 HTTP 503'],
  CUT: ['is cut', '中断'],
  CONTROL_PLANE: ['control plane alone', '仅管控面'],
  DATA_PLANE: ['data plane, too', '包括数据面'],
};

const said = (text: Text) => text[language.value === 'zh' ? 1 : 0];
const named = (name?: string) => faultKinds.find(({ kind }) => kind === name);

export const faultKindNamed = named;
export const nameOfKind = (name = '') => (named(name) ? said(named(name)!.name) : name);
export const meaningOf = (kind: FaultKind) => said(kind.meaning);
export const nameOfMode = (mode: string) => (modes[mode] ? said(modes[mode]) : mode);
