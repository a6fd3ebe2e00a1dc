#!/bin/sh
# What your pipeline deploys with: Terraform, an SDK, tccli. Here, by hand: a web server in each zone
# of $ZONES, behind one load balancer, whose ID is kept in the file `balancer`.
set -eu
export TENCENTCLOUD_REGION=ap-guangzhou

vpc=$(terrane api vpc CreateVpc '{"VpcName":"shop","CidrBlock":"10.0.0.0/16"}' | jq -r .Vpc.VpcId)
balancer=$(terrane api clb CreateLoadBalancer '{"LoadBalancerType":"OPEN","VpcId":"'"$vpc"'"}' |
  jq -r '.LoadBalancerIds[0]')
listener=$(terrane api clb CreateListener \
  '{"LoadBalancerId":"'"$balancer"'","Ports":[80],"Protocol":"TCP",
    "HealthCheck":{"HealthSwitch":1,"IntervalTime":5,"HealthNum":2,"UnHealthNum":2}}' |
  jq -r '.ListenerIds[0]')
part=0
for zone in ${ZONES:-ap-guangzhou-2 ap-guangzhou-3}; do
  part=$((part + 1))
  subnet=$(terrane api vpc CreateSubnet \
    '{"VpcId":"'"$vpc"'","SubnetName":"web","CidrBlock":"10.0.'$part'.0/24","Zone":"'"$zone"'"}' |
    jq -r .Subnet.SubnetId)
  instance=$(terrane api cvm RunInstances \
    '{"Placement":{"Zone":"'"$zone"'"},"ImageId":"img-487zeit5","InstanceType":"S5.SMALL1",
      "VirtualPrivateCloud":{"VpcId":"'"$vpc"'","SubnetId":"'"$subnet"'"}}' |
    jq -r '.InstanceIdSet[0]')
  terrane api clb RegisterTargets \
    '{"LoadBalancerId":"'"$balancer"'","ListenerId":"'"$listener"'",
      "Targets":[{"InstanceId":"'"$instance"'","Port":80}]}' >/dev/null
done
echo "$balancer" >balancer
