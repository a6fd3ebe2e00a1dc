"""What official clients see of a zone that fails, and of one that is healed."""

import contextlib
import time

import pytest
from cloud import eventually, operate, refused
from instances import look, run
from test_reachability import analyze, decided

ZONE, OTHER = "ap-guangzhou-3", "ap-guangzhou-2"


def state_of(region, instance):
    return look(region, instance).InstanceState


@contextlib.contextmanager
def failing(kind, **more):
    operate("CreateFault", {"Kind": kind, "Zone": ZONE, **more})
    try:
        yield
    finally:
        operate("HealFaults", {"Zone": ZONE})


# M-6
def test_instances_stop_without_power_and_start_again_with_it(guangzhou):
    ran, stopped = run(guangzhou, ZONE), run(guangzhou, ZONE)
    elsewhere = run(guangzhou, OTHER)
    with failing("ZONE_POWER"):
        for (instance,) in (ran, stopped):
            assert state_of(guangzhou, instance) == "STOPPED"
        with refused("ResourceUnavailable", ZONE):
            guangzhou.cvm.StartInstances(InstanceIds=ran)
        with refused("ResourceInsufficient.AvailabilityZoneSoldOut", ZONE):
            run(guangzhou, ZONE)
        guangzhou.cvm.StopInstances(InstanceIds=stopped)
        assert decided(analyze(guangzhou, elsewhere[0], ran[0])) == (False, "ZonePower")
        # Other tests have left instances there, too.
        assert operate("DescribeFaults")["FaultSet"][0]["WaitingInstanceCount"] >= 1
    eventually(lambda: state_of(guangzhou, ran[0]) == "RUNNING")
    assert state_of(guangzhou, stopped[0]) == "STOPPED"
    assert state_of(guangzhou, elsewhere[0]) == "RUNNING"


# M-15, M-29
@pytest.mark.parametrize("kind", ["ZONE_POWER", "ZONE_NETWORK"])
def test_an_elastic_address_moves_to_a_living_instance(guangzhou, kind):
    (dead,), (live,) = run(guangzhou, ZONE), run(guangzhou, OTHER)
    (address,) = guangzhou.vpc.AllocateAddresses(AddressCount=1).AddressSet
    guangzhou.vpc.AssociateAddress(AddressId=address, InstanceId=dead)
    with failing(kind):
        assert not analyze(guangzhou, "internet", address)["Reachable"]
        guangzhou.vpc.DisassociateAddress(AddressId=address)
        guangzhou.vpc.AssociateAddress(AddressId=address, InstanceId=live)
        assert analyze(guangzhou, "internet", address)["Reachable"]


# M-6
def test_nothing_is_changed_past_a_control_plane_that_does_not_answer(guangzhou):
    (instance,), (elsewhere,) = run(guangzhou, ZONE), run(guangzhou, OTHER)
    with failing("ZONE_CONTROL_PLANE"):
        with refused("ResourceUnavailable", ZONE):
            guangzhou.cvm.StopInstances(InstanceIds=[instance])
        assert state_of(guangzhou, instance) == "RUNNING"
        assert analyze(guangzhou, elsewhere, instance)["Reachable"]
        guangzhou.cvm.StopInstances(InstanceIds=[elsewhere])
    guangzhou.cvm.StopInstances(InstanceIds=[instance])


# M-6
def test_a_slow_control_plane_answers_late_and_alone(guangzhou):
    (instance,), (elsewhere,) = run(guangzhou, ZONE), run(guangzhou, OTHER)
    with failing("ZONE_CONTROL_PLANE", DelayMilliseconds=700):
        before = time.monotonic()
        guangzhou.cvm.StopInstances(InstanceIds=[elsewhere])
        assert time.monotonic() - before < 0.6
        before = time.monotonic()
        guangzhou.cvm.StopInstances(InstanceIds=[instance])
        assert time.monotonic() - before >= 0.7
    eventually(lambda: state_of(guangzhou, instance) == "STOPPED")


# M-13
def test_faults_are_for_operators_alone(account):
    for action in ("CreateFault", "DescribeFaults", "HealFaults"):
        with refused("UnauthorizedOperation"):
            operate(action, {"Kind": "ZONE_POWER", "Zone": ZONE} if action == "CreateFault" else {},
                    account)
