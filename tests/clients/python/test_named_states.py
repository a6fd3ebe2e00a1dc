"""What official clients see of a cloud that is brought back to what it was."""

from cloud import operate, refused
from instances import look, run


def test_what_came_since_is_gone_and_what_went_is_back(guangzhou):
    kept, gone = run(guangzhou, "ap-guangzhou-2"), run(guangzhou, "ap-guangzhou-3")
    address = look(guangzhou, gone[0]).PrivateIpAddresses
    operate("SaveState", {"Name": "ready", "Comment": "two instances"})
    try:
        guangzhou.cvm.TerminateInstances(InstanceIds=gone)
        later = run(guangzhou, "ap-guangzhou-3")
        changes = operate("DescribeStateDifference", {"Name": "ready", "Limit": 100})["DifferenceSet"]
        assert ("ADDED", "instance", later[0]) in [
            (change["Change"], change["Kind"], change["Id"]) for change in changes
        ]
        operate("LoadState", {"Name": "ready"})
        assert look(guangzhou, gone[0]).PrivateIpAddresses == address
        assert look(guangzhou, kept[0]).InstanceState == "RUNNING"
        with refused("InvalidInstanceId.NotFound", later[0]):
            guangzhou.cvm.StopInstances(InstanceIds=later)
    finally:
        operate("DeleteState", {"Name": "ready"})
    with refused("ResourceNotFound.State", "ready"):
        operate("LoadState", {"Name": "ready"})
