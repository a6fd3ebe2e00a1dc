"""Network interfaces: made in a subnet, given addresses, attached to instances of their zone."""

from cloud import eventually, filters, refused
from instances import run, terminate


def make(region, network, name="data", **more):
    return region.vpc.CreateNetworkInterface(
        VpcId=network.vpc, SubnetId=network.subnet, NetworkInterfaceName=name, **more
    ).NetworkInterface


def look(region, interface):
    [shown] = region.vpc.DescribeNetworkInterfaces(
        NetworkInterfaceIds=[interface]
    ).NetworkInterfaceSet
    return shown


# M-10, M-35
def test_an_interface_lives_in_its_subnet(guangzhou, network):
    made = make(
        guangzhou,
        network,
        SecondaryPrivateIpAddressCount=1,
        Tags=[{"Key": "team", "Value": "a"}],
    )
    assert made.NetworkInterfaceId.startswith("eni-") and len(made.NetworkInterfaceId) == 12
    shown = look(guangzhou, made.NetworkInterfaceId)
    assert (shown.VpcId, shown.SubnetId, shown.Zone) == (network.vpc, network.subnet, network.zone)
    assert (shown.NetworkInterfaceName, shown.State, shown.Primary) == ("data", "AVAILABLE", False)
    assert [one.Primary for one in shown.PrivateIpAddressSet] == [True, False]
    assert [(tag.Key, tag.Value) for tag in shown.TagSet] == [("team", "a")]
    assert shown.Attachment is None

    guangzhou.vpc.ModifyNetworkInterfaceAttribute(
        NetworkInterfaceId=made.NetworkInterfaceId,
        NetworkInterfaceName="renamed",
        NetworkInterfaceDescription="for backups",
    )
    shown = look(guangzhou, made.NetworkInterfaceId)
    assert (shown.NetworkInterfaceName, shown.NetworkInterfaceDescription) == (
        "renamed",
        "for backups",
    )
    with refused("ResourceInUse"):
        guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)
    guangzhou.vpc.DeleteNetworkInterface(NetworkInterfaceId=made.NetworkInterfaceId)
    gone = guangzhou.vpc.DescribeNetworkInterfaces(NetworkInterfaceIds=[made.NetworkInterfaceId])
    assert (gone.TotalCount, gone.NetworkInterfaceSet) == (0, [])
    guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)


# M-10
def test_addresses_are_given_and_taken_back(guangzhou, network):
    interface = make(guangzhou, network).NetworkInterfaceId
    with refused("ResourceInUse", "10.0.1.2"):
        guangzhou.vpc.AssignPrivateIpAddresses(
            NetworkInterfaceId=interface, PrivateIpAddresses=[{"PrivateIpAddress": "10.0.1.2"}]
        )
    with refused("InvalidParameterValue.Range"):
        guangzhou.vpc.AssignPrivateIpAddresses(
            NetworkInterfaceId=interface, PrivateIpAddresses=[{"PrivateIpAddress": "10.9.1.2"}]
        )
    given = guangzhou.vpc.AssignPrivateIpAddresses(
        NetworkInterfaceId=interface, PrivateIpAddresses=[{"PrivateIpAddress": "10.0.1.50"}]
    ).PrivateIpAddressSet
    assert [one.PrivateIpAddress for one in given] == ["10.0.1.50"]
    [used] = guangzhou.vpc.DescribeUsedIpAddress(
        VpcId=network.vpc, IpAddresses=["10.0.1.50"]
    ).IpAddressStates
    assert (used.ResourceType, used.ResourceId) == ("ENI", interface)
    with refused("UnsupportedOperation", "primary"):
        guangzhou.vpc.UnassignPrivateIpAddresses(
            NetworkInterfaceId=interface, PrivateIpAddresses=[{"PrivateIpAddress": "10.0.1.2"}]
        )
    guangzhou.vpc.UnassignPrivateIpAddresses(
        NetworkInterfaceId=interface, PrivateIpAddresses=[{"PrivateIpAddress": "10.0.1.50"}]
    )
    assert len(look(guangzhou, interface).PrivateIpAddressSet) == 1


# M-10, M-29
def test_an_interface_is_attached_to_an_instance_of_its_zone(guangzhou, network):
    [instance] = run(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    interface = make(guangzhou, network).NetworkInterfaceId
    guangzhou.vpc.AttachNetworkInterface(NetworkInterfaceId=interface, InstanceId=instance)
    attached = guangzhou.vpc.DescribeNetworkInterfaces(
        Filters=[{"Name": "attachment.instance-id", "Values": [instance]}]
    ).NetworkInterfaceSet
    assert [one.Primary for one in attached] == [False, True]
    assert attached[0].Attachment.DeviceIndex == 1

    [elastic] = guangzhou.vpc.AllocateAddresses(AddressCount=1).AddressSet
    guangzhou.vpc.AssociateAddress(
        AddressId=elastic,
        NetworkInterfaceId=interface,
        PrivateIpAddress=attached[0].PrivateIpAddressSet[0].PrivateIpAddress,
    )
    [bound] = guangzhou.vpc.DescribeAddresses(AddressIds=[elastic]).AddressSet
    assert (bound.AddressStatus, bound.InstanceId, bound.NetworkInterfaceId) == (
        "BIND",
        instance,
        interface,
    )
    with refused("UnsupportedOperation.InvalidState"):
        guangzhou.vpc.DeleteNetworkInterface(NetworkInterfaceId=interface)
    with refused("UnsupportedOperation"):
        guangzhou.vpc.DetachNetworkInterface(
            NetworkInterfaceId="eni-" + instance[4:], InstanceId=instance
        )
    terminate(guangzhou, [instance])
    eventually(lambda: look(guangzhou, interface).Attachment is None)
    [bound] = guangzhou.vpc.DescribeAddresses(AddressIds=[elastic]).AddressSet
    assert bound.AddressStatus == "BIND_ENI"


# M-10
def test_terraforms_life_of_an_attachment(guangzhou, network):
    def succeeded(answer):
        return guangzhou.vpc.DescribeVpcTaskResult(TaskId=answer.RequestId).Status == "SUCCESS"

    [instance] = run(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    interface = make(
        guangzhou,
        network,
        PrivateIpAddresses=[
            {"PrivateIpAddress": "10.0.1.50", "Primary": True, "Description": "first"},
            {"PrivateIpAddress": "10.0.1.51", "Primary": False, "Description": "second"},
        ],
    ).NetworkInterfaceId
    both = {"NetworkInterfaceId": interface, "InstanceId": instance}
    assert succeeded(guangzhou.vpc.AttachNetworkInterface(**both))
    guangzhou.vpc.ModifyPrivateIpAddressesAttribute(
        NetworkInterfaceId=interface,
        PrivateIpAddresses=[{"PrivateIpAddress": "10.0.1.51", "Description": "spare"}],
    )
    shown = look(guangzhou, interface).PrivateIpAddressSet
    assert [one.Description for one in shown] == ["first", "spare"]
    assert succeeded(guangzhou.vpc.DetachNetworkInterface(**both))
    with refused("ResourceNotFound", "RequestId"):
        guangzhou.vpc.DescribeVpcTaskResult(TaskId="7a0e1f4c-5d0b-4b2e-9c3d-8f6a5e4d3c2b")


# M-8, M-13
def test_an_interface_is_its_accounts_and_regions_own(guangzhou, network, shanghai):
    interface = make(guangzhou, network).NetworkInterfaceId
    with refused("ResourceNotFound", interface):
        shanghai.vpc.DeleteNetworkInterface(NetworkInterfaceId=interface)
    here = filters(vpc_id=network.vpc)
    assert guangzhou.vpc.DescribeNetworkInterfaces(Filters=here).TotalCount == 1
    assert shanghai.vpc.DescribeNetworkInterfaces(Filters=here).TotalCount == 0
