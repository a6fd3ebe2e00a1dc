// What the API's fields are called on the screen. One that is not here is called by its own name, its
// words apart in English.
import { language } from '../i18n';

const names: Record<string, [english: string, chinese: string]> = {
  AddressIp: ['Address', '地址'],
  Attachment: ['Attachment', '绑定'],
  AvailableIpAddressCount: ['Free addresses', '可用地址数'],
  Bandwidth: ['Bandwidth', '带宽'],
  CidrBlock: ['CIDR block', '网段'],
  Comment: ['Comment', '备注'],
  Company: ['Institution', '机构名称'],
  Contact: ['Contact', '联系人'],
  CreatedTime: ['Created', '创建时间'],
  CreateTime: ['Created', '创建时间'],
  CreationTime: ['Created', '创建时间'],
  AddTimeStamp: ['Created', '创建时间'],
  Description: ['Description', '描述'],
  DiskSize: ['Size (GiB)', '容量 (GiB)'],
  DiskType: ['Type', '类型'],
  DiskUsage: ['Usage', '用途'],
  DnsServers: ['DNS servers', 'DNS 服务器'],
  ImageId: ['Image', '镜像'],
  InstanceCount: ['Count', '数量'],
  InstanceId: ['Instance', '实例'],
  InstanceName: ['Name', '名称'],
  InstanceType: ['Instance type', '实例规格'],
  IsDefault: ['Default', '默认'],
  License: ['Licence', '许可证'],
  Placement: ['Placement', '位置'],
  Port: ['Port', '端口'],
  Primary: ['Primary', '主网卡'],
  PrivateIpAddresses: ['Private IP', '内网 IP'],
  ProjectId: ['Project', '项目'],
  Protocol: ['Protocol', '协议'],
  PublicIpAddresses: ['Public IP', '公网 IP'],
  Reason: ['Reason', '原因'],
  Replace: ['Replace one of that name', '覆盖同名状态'],
  SecurityGroupIds: ['Security groups', '安全组'],
  Statement: ['What for', '用途说明'],
  State: ['State', '状态'],
  Status: ['State', '状态'],
  SubnetId: ['Subnet', '子网'],
  SubnetName: ['Name', '名称'],
  Tags: ['Tags', '标签'],
  TagSet: ['Tags', '标签'],
  VirtualPrivateCloud: ['Network', '网络'],
  VpcId: ['VPC', '私有网络'],
  VpcName: ['Name', '名称'],
  Zone: ['Zone', '可用区'],
};

export function fieldLabel(path: string): string {
  const name = path.split('.').pop() ?? path;
  const known = names[name];
  if (known) return known[language.value === 'zh' ? 1 : 0];
  return language.value === 'zh' ? name : name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
}
