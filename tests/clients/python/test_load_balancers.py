"""Load balancers as Terraform's clb resources drive them, call by call, and certificates for them."""

from cloud import code_of, refused
from instances import run, terminate

ZONE, OTHER_ZONE = "ap-guangzhou-2", "ap-guangzhou-3"
NO_BALANCER = "InvalidParameter.LBIdNotFound"


def finished(region, answer):
    """Every change is a task, which its RequestId names; creating one tells its ID there alone."""
    task = region.clb.DescribeTaskStatus(TaskId=answer.RequestId)
    assert task.Status == 0
    return task.LoadBalancerIds


def create(region, **more):
    wanted = {"LoadBalancerType": "OPEN", "LoadBalancerName": "front", **more}
    (balancer,) = finished(region, region.clb.CreateLoadBalancer(**wanted))
    return balancer


def look(region, balancer):
    seen = region.clb.DescribeLoadBalancers(LoadBalancerIds=[balancer])
    assert seen.TotalCount == 1
    one = seen.LoadBalancerSet[0]
    for member in "LoadBalancerType TargetRegionInfo LoadBalancerName SecureGroups".split():
        assert getattr(one, member) is not None, member
    return one


def listeners(region, balancer):
    seen = region.clb.DescribeListeners(LoadBalancerId=balancer).Listeners
    for one in seen:
        assert one.Protocol and one.SniSwitch is not None
        assert one.HealthCheck is None or one.HealthCheck.HealthSwitch is not None
        for rule in one.Rules:
            assert rule.Url and rule.Domain and rule.LocationId
            assert rule.HealthCheck.HealthSwitch is not None and rule.HealthCheck.HttpCheckMethod
    return seen


# M-14, M-15, M-33
def test_terraforms_life_of_a_load_balancer(guangzhou, network):
    clb = guangzhou.clb
    assert clb.DescribeLoadBalancers(LoadBalancerName="front").LoadBalancerSet == []
    balancer = create(guangzhou, VpcId=network.vpc)
    assert look(guangzhou, balancer).TargetRegionInfo.VpcId == network.vpc
    finished(guangzhou, clb.ModifyLoadBalancerAttributes(
        LoadBalancerId=balancer, LoadBalancerName="shop"))
    assert look(guangzhou, balancer).LoadBalancerName == "shop"

    made = clb.CreateListener(LoadBalancerId=balancer, Protocol="TCP", Ports=[80],
                              HealthCheck={"HealthSwitch": 1, "IntervalTime": 5})
    finished(guangzhou, made)
    (listener,) = made.ListenerIds
    check = listeners(guangzhou, balancer)[0].HealthCheck
    assert check.IntervalTime == 5
    # Terraform takes what is shown for what its user chose.
    for member in "CheckPort HttpCode HttpCheckPath HttpCheckMethod".split():
        assert getattr(check, member) in (None, ""), member

    far = network.add_subnet(OTHER_ZONE, "10.0.2.0/24")
    instances = run(guangzhou, ZONE, VirtualPrivateCloud=network.place())
    instances += run(guangzhou, OTHER_ZONE, VirtualPrivateCloud=network.place(far))
    targets = [{"InstanceId": one, "Port": 8080, "Weight": 10} for one in instances]
    finished(guangzhou, clb.RegisterTargets(
        LoadBalancerId=balancer, ListenerId=listener, Targets=targets))
    (seen,) = clb.DescribeTargets(LoadBalancerId=balancer, ListenerIds=[listener]).Listeners
    assert [one.InstanceId for one in seen.Targets] == instances
    assert {one.Zone for one in seen.Targets} == {ZONE, OTHER_ZONE}
    finished(guangzhou, clb.ModifyTargetWeight(
        LoadBalancerId=balancer, ListenerId=listener, Targets=targets[:1], Weight=20))
    (health,) = clb.DescribeTargetHealth(LoadBalancerIds=[balancer]).LoadBalancers
    assert len(health.Listeners[0].Rules[0].Targets) == 2

    terminate(guangzhou, instances[:1])
    (seen,) = clb.DescribeTargets(LoadBalancerId=balancer).Listeners
    assert [one.InstanceId for one in seen.Targets] == instances[1:]
    finished(guangzhou, clb.DeregisterTargets(
        LoadBalancerId=balancer, ListenerId=listener, Targets=targets[1:]))
    with refused("InvalidParameter"):
        clb.DeregisterTargets(LoadBalancerId=balancer, ListenerId=listener, Targets=targets[1:])
    finished(guangzhou, clb.DeleteListener(LoadBalancerId=balancer, ListenerId=listener))
    finished(guangzhou, clb.DeleteLoadBalancer(LoadBalancerIds=[balancer]))
    assert clb.DescribeLoadBalancers(LoadBalancerIds=[balancer]).LoadBalancerSet == []
    with refused(NO_BALANCER):
        clb.DeleteLoadBalancer(LoadBalancerIds=[balancer])
    with refused(NO_BALANCER):
        clb.DescribeListeners(LoadBalancerId=balancer)


def test_terraforms_listener_of_http_says_how_its_rules_would_choose(guangzhou):
    """It sends its default of Scheduler with every listener, though only rules of HTTP have one."""
    clb, balancer = guangzhou.clb, create(guangzhou)
    finished(guangzhou, clb.CreateListener(
        LoadBalancerId=balancer, Protocol="HTTP", Ports=[80], ListenerNames=["web"],
        Scheduler="WRR", SniSwitch=0))
    assert [one.ListenerName for one in listeners(guangzhou, balancer)] == ["web"]
    with refused("InvalidParameterValue", "ROUND"):
        clb.CreateListener(
            LoadBalancerId=balancer, Protocol="HTTP", Ports=[81], Scheduler="ROUND")


def test_rules_are_found_by_domain_and_url(guangzhou):
    clb, balancer = guangzhou.clb, create(guangzhou)
    (listener,) = clb.CreateListener(LoadBalancerId=balancer, Protocol="HTTP", Ports=[80]).ListenerIds
    finished(guangzhou, clb.CreateRule(
        LoadBalancerId=balancer, ListenerId=listener,
        Rules=[{"Domain": "shop.example.com", "Url": "/", "Scheduler": "WRR"}]))
    (rule,) = listeners(guangzhou, balancer)[0].Rules
    assert (rule.Domain, rule.Url, rule.DefaultServer) == ("shop.example.com", "/", True)
    finished(guangzhou, clb.ModifyRule(
        LoadBalancerId=balancer, ListenerId=listener, LocationId=rule.LocationId, Url="/cart"))
    finished(guangzhou, clb.ModifyDomain(
        LoadBalancerId=balancer, ListenerId=listener, Domain="shop.example.com",
        NewDomain="www.example.com"))
    (rule,) = listeners(guangzhou, balancer)[0].Rules
    assert (rule.Domain, rule.Url) == ("www.example.com", "/cart")
    finished(guangzhou, clb.DeleteRule(
        LoadBalancerId=balancer, ListenerId=listener, LocationIds=[rule.LocationId]))
    assert listeners(guangzhou, balancer)[0].Rules == []


# M-14
def test_nothing_of_another_region_or_account_is_forwarded_to(guangzhou, shanghai, other):
    clb, balancer = guangzhou.clb, create(guangzhou)
    (listener,) = clb.CreateListener(LoadBalancerId=balancer, Protocol="TCP", Ports=[80]).ListenerIds
    elsewhere = other.region("ap-guangzhou")
    strangers = run(shanghai, "ap-shanghai-1") + run(elsewhere, ZONE)
    for stranger in strangers:
        with refused("InvalidParameterValue", saying=stranger):
            clb.RegisterTargets(LoadBalancerId=balancer, ListenerId=listener,
                                Targets=[{"InstanceId": stranger, "Port": 80}])
    assert elsewhere.clb.DescribeLoadBalancers(LoadBalancerIds=[balancer]).LoadBalancerSet == []
    assert shanghai.clb.DescribeLoadBalancers(LoadBalancerIds=[balancer]).LoadBalancerSet == []


def test_target_groups(guangzhou, network):
    clb = guangzhou.clb
    (instance,) = run(guangzhou, ZONE, VirtualPrivateCloud=network.place(PrivateIpAddresses=["10.0.1.9"]))
    group = clb.CreateTargetGroup(
        TargetGroupName="web", VpcId=network.vpc, Port=80,
        TargetGroupInstances=[{"BindIP": "10.0.1.9", "Port": 8080}]).TargetGroupId
    (seen,) = clb.DescribeTargetGroupList(TargetGroupIds=[group]).TargetGroupSet
    assert (seen.TargetGroupName, seen.RegisteredInstancesCount) == ("web", 1)
    assert (seen.TargetGroupType, seen.Weight) == ("v1", None)  # a v2 one's alone, to Terraform
    balancer = create(guangzhou, VpcId=network.vpc)
    (listener,) = clb.CreateListener(LoadBalancerId=balancer, Protocol="TCP", Ports=[80],
                                     TargetType="TARGETGROUP").ListenerIds
    bound = [{"LoadBalancerId": balancer, "ListenerId": listener, "TargetGroupId": group}]
    finished(guangzhou, clb.AssociateTargetGroups(Associations=bound))
    (shown,) = clb.DescribeTargets(LoadBalancerId=balancer).Listeners
    assert [one.InstanceId for one in shown.Targets] == [instance]
    with refused("FailedOperation"):
        clb.DeleteTargetGroups(TargetGroupIds=[group])
    finished(guangzhou, clb.DisassociateTargetGroups(Associations=bound))
    clb.DeleteTargetGroups(TargetGroupIds=[group])
    assert clb.DescribeTargetGroupList(TargetGroupIds=[group]).TargetGroupSet == []


def test_an_internal_one_has_an_address_of_its_subnet(guangzhou, network):
    balancer = create(guangzhou, LoadBalancerType="INTERNAL", VpcId=network.vpc,
                      SubnetId=network.subnet)
    assert look(guangzhou, balancer).LoadBalancerVips[0].startswith("10.0.1.")
    assert guangzhou.vpc.DescribeAddresses(
        Filters=[{"Name": "instance-id", "Values": [balancer]}]).AddressSet == []
    assert code_of(guangzhou.vpc.DeleteSubnet, SubnetId=network.subnet) == "ResourceInUse"


def test_certificates_that_are_none_are_refused(guangzhou):
    assert guangzhou.ssl.DescribeCertificates().Certificates == []
    with refused("InvalidParameterValue"):
        guangzhou.ssl.UploadCertificate(CertificatePublicKey="none", CertificateType="ROOT")
    balancer = create(guangzhou)
    with refused("InvalidParameterValue"):
        guangzhou.clb.CreateListener(
            LoadBalancerId=balancer, Protocol="HTTPS", Ports=[443],
            Certificate={"SSLMode": "UNIDIRECTIONAL", "CertId": "cert-00000000"})
