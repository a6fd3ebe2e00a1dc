"""Cloud Database as Terraform's mysql resource drives it, call by call, and what a client reads."""

from cloud import eventually, new_account, operate, refused

ZONE = "ap-guangzhou-2"
PASSWORD = "Correct1Horse"
GONE = "InvalidParameter.InstanceNotFound"


def create(region, **more):
    wanted = {"GoodsNum": 1, "Memory": 1000, "Volume": 50, "Zone": ZONE, **more}
    made = region.cdb.CreateDBInstanceHour(**wanted).InstanceIds
    assert len(made) == 1
    return made[0]


def look(region, database):
    """Once made, a database is seen at once, or Terraform gives up."""
    seen = region.cdb.DescribeDBInstances(InstanceIds=[database], QueryClusterInfo=True)
    assert seen.TotalCount == 1
    return seen.Items[0]


def finished(region, answer):
    """Terraform follows a request until it is over, and wants to be told something about it."""
    def over():
        seen = region.cdb.DescribeAsyncRequestInfo(AsyncRequestId=answer.AsyncRequestId)
        assert seen.Info is not None
        assert seen.Status in ("INITIAL", "RUNNING", "SUCCESS"), seen.Status
        return seen.Status == "SUCCESS"

    assert eventually(over)


def read(region, database):
    """What Terraform reads of one, with the members that it takes without asking."""
    item = look(region, database)
    for member in ("Status InstanceName PayType AutoRenew ProjectId WanStatus Vport CdbError "
                   "InstanceId RoGroups").split():
        assert getattr(item, member) is not None, member
    if item.WanStatus == 1:
        assert item.WanPort
    groups = region.cdb.DescribeDBSecurityGroups(InstanceId=database).Groups
    assert region.cdb.DescribeDBInstanceGTID(InstanceId=database).IsGTIDOpen is not None
    parameters = {
        one.Name: one.CurrentValue
        for one in region.cdb.DescribeInstanceParams(InstanceId=database).Items
    }
    config = region.cdb.DescribeDBInstanceConfig(InstanceId=database)
    assert config.ProtectMode is not None and config.DeployMode is not None
    assert config.SlaveConfig is None or config.SlaveConfig.Zone
    assert config.BackupConfig is None or config.BackupConfig.Zone
    return item, [group.SecurityGroupId for group in groups], parameters


# M-11, M-24
def test_terraforms_life_of_a_database(guangzhou, network):
    group = guangzhou.vpc.CreateSecurityGroup(
        GroupName="db", GroupDescription="the database"
    ).SecurityGroup.SecurityGroupId
    # Create.
    database = create(
        guangzhou, UniqVpcId=network.vpc, UniqSubnetId=network.subnet, InstanceName="orders",
        EngineVersion="5.7", Password=PASSWORD, Port=3307, SecurityGroup=[group],
        InstanceRole="master", ProtectMode=0, DeployMode=0, SlaveZone=ZONE, ClientToken="once",
        ParamList=[{"Name": "max_connections", "Value": "1000"},
                   {"Name": "character_set_server", "Value": "utf8"}], DeviceType="UNIVERSAL",
    )
    assert eventually(lambda: look(guangzhou, database).Status == 1)
    finished(guangzhou, guangzhou.cdb.OpenWanService(InstanceId=database))

    # Read.
    item, groups, parameters = read(guangzhou, database)
    assert (item.InstanceName, item.Vport, item.UniqVpcId) == ("orders", 3307, network.vpc)
    assert (item.WanStatus, groups) == (1, [group])
    assert (parameters["max_connections"], parameters["character_set_server"]) == ("1000", "utf8")

    # Update, one after the other.
    guangzhou.cdb.ModifyDBInstanceName(InstanceId=database, InstanceName="sales")
    guangzhou.cdb.ModifyDBInstanceVipVport(InstanceId=database, DstPort=3308)
    finished(guangzhou, guangzhou.cdb.UpgradeDBInstance(
        InstanceId=database, Memory=2000, Volume=100, WaitSwitch=0, DeployMode=1,
        SlaveZone="ap-guangzhou-3",
    ))
    finished(guangzhou, guangzhou.cdb.UpgradeDBInstanceEngineVersion(
        InstanceId=database, EngineVersion="8.0", WaitSwitch=0
    ))
    other = guangzhou.vpc.CreateSecurityGroup(
        GroupName="db2", GroupDescription="another"
    ).SecurityGroup.SecurityGroupId
    guangzhou.cdb.ModifyDBInstanceSecurityGroups(
        InstanceId=database, SecurityGroupIds=[group, other]
    )
    guangzhou.cdb.DisassociateSecurityGroups(SecurityGroupId=group, InstanceIds=[database])
    guangzhou.cdb.ModifyDBInstanceProject(InstanceIds=[database], NewProjectId=0)
    finished(guangzhou, guangzhou.cdb.ModifyInstanceParam(
        InstanceIds=[database], ParamList=[{"Name": "max_connections", "CurrentValue": "1200"}]
    ))
    finished(guangzhou, guangzhou.cdb.CloseWanService(InstanceId=database))
    finished(guangzhou, guangzhou.cdb.ModifyAccountPassword(
        InstanceId=database, NewPassword="Battery2Staple",
        Accounts=[{"User": "root", "Host": "%"}],
    ))
    item, groups, parameters = read(guangzhou, database)
    assert (item.InstanceName, item.Vport, item.Memory, item.Volume) == ("sales", 3308, 2000, 100)
    assert (item.EngineVersion, item.WanStatus, item.DeployMode) == ("8.0", 0, 1)
    assert (groups, parameters["max_connections"]) == ([other], "1200")

    # Delete.
    guangzhou.cdb.IsolateDBInstance(InstanceId=database)
    assert eventually(lambda: look(guangzhou, database).Status == 5)
    guangzhou.cdb.OfflineIsolatedInstances(InstanceIds=[database])
    assert guangzhou.cdb.DescribeDBInstances(
        InstanceIds=[database], Status=[5, 6, 7]
    ).TotalCount == 0
    with refused(GONE):
        guangzhou.cdb.DescribeInstanceParams(InstanceId=database)
    with refused("InternalError.DatabaseAccessError"):
        guangzhou.cdb.DescribeDBSecurityGroups(InstanceId=database)


# M-2, M-8, M-13
def test_what_is_refused(guangzhou, shanghai, other):
    with refused("OperationDenied", "sold out"):
        create(guangzhou, Zone="ap-guangzhou-1")
    with refused("InvalidParameter", "ap-shanghai-1"):
        create(guangzhou, Zone="ap-shanghai-1")
    with refused("OperationDenied.WrongPassword"):
        create(guangzhou, Password="weak")
    database = create(guangzhou)
    for stranger in (shanghai, other.region("ap-guangzhou")):
        assert stranger.cdb.DescribeDBInstances(InstanceIds=[database]).TotalCount == 0
        with refused(GONE):
            stranger.cdb.IsolateDBInstance(InstanceId=database)
    with refused("InvalidParameterValue.InvalidParameterValueError", "max_connections"):
        guangzhou.cdb.ModifyInstanceParam(
            InstanceIds=[database], ParamList=[{"Name": "max_connections", "CurrentValue": "0"}]
        )
    with refused("InvalidParameterValue.VerifyAccountNoRootError"):
        guangzhou.cdb.CreateAccounts(
            InstanceId=database, Accounts=[{"User": "root", "Host": "%"}], Password=PASSWORD
        )


# M-24
def test_a_prepaid_database_and_what_it_costs(guangzhou):
    size = {"Zone": ZONE, "Memory": 1000, "Volume": 50}
    month = guangzhou.cdb.DescribeDBPrice(Period=1, PayType="PRE_PAID", **size)
    hour = guangzhou.cdb.DescribeDBPrice(Period=1, PayType="HOUR_PAID", **size)
    assert (month.Currency, month.Price > 100 * hour.Price > 0) == ("CNY", True)
    database = guangzhou.cdb.CreateDBInstance(
        Period=1, GoodsNum=1, AutoRenewFlag=1, **size
    ).InstanceIds[0]
    item = look(guangzhou, database)
    assert (item.PayType, item.AutoRenew) == (0, 1)
    guangzhou.cdb.ModifyAutoRenewFlag(InstanceIds=[database], AutoRenew=0)
    assert look(guangzhou, database).AutoRenew == 0


# M-11
def test_terraforms_life_of_an_account(guangzhou):
    database = create(guangzhou)

    def called(host):
        return {"InstanceId": database, "Accounts": [{"User": "app", "Host": host}]}

    def seen():
        accounts = guangzhou.cdb.DescribeAccounts(InstanceId=database, Offset=0, Limit=100).Items
        return {
            (one.User, one.Host): (one.Notes, one.MaxUserConnections)
            for one in accounts if one.User != "root"
        }

    finished(guangzhou, guangzhou.cdb.CreateAccounts(
        **called("%"), Password=PASSWORD, Description="app", MaxUserConnections=10
    ))
    finished(guangzhou, guangzhou.cdb.ModifyAccountDescription(
        **called("%"), Description="the application"
    ))
    finished(guangzhou, guangzhou.cdb.ModifyAccountPassword(
        **called("%"), NewPassword="Battery2Staple"
    ))
    finished(guangzhou, guangzhou.cdb.ModifyAccountMaxUserConnections(
        **called("%"), MaxUserConnections=20
    ))
    finished(guangzhou, guangzhou.cdb.ModifyAccountHost(
        InstanceId=database, User="app", Host="%", NewHost="10.0.%"
    ))
    assert seen() == {("app", "10.0.%"): ("the application", 20)}
    finished(guangzhou, guangzhou.cdb.DeleteAccounts(**called("10.0.%")))
    assert seen() == {}


def test_accounts(guangzhou):
    database = create(guangzhou)
    finished(guangzhou, guangzhou.cdb.CreateAccounts(
        InstanceId=database, Accounts=[{"User": "app", "Host": "10.0.%"}], Password=PASSWORD
    ))
    seen = guangzhou.cdb.DescribeAccounts(InstanceId=database, Limit=10)
    assert [(one.User, one.Host) for one in seen.Items] == [("root", "%"), ("app", "10.0.%")]


def test_what_is_sold(guangzhou):
    data = guangzhou.cdb.DescribeCdbZoneConfig().DataResult
    zones = {zone.Zone: zone.Status for zone in data.Regions[0].RegionConfig}
    assert zones == {"ap-guangzhou-1": 3, "ap-guangzhou-2": 1, "ap-guangzhou-3": 1}
    assert any(config.Memory == 1000 and config.Cpu == 1 for config in data.Configs)


def make_cache(region, account, **parameters):
    """The public API only lists caches: they are made through service `terrane`."""
    return operate("CreateCache", parameters, account, region.name)["CacheId"]


# M-11, M-16, M-17
def test_caches(guangzhou, account, network):
    cache = make_cache(guangzhou, account, Zone=ZONE, MemoryGiB=2, Name="sessions",
                       VpcId=network.vpc, SubnetId=network.subnet)
    seen = guangzhou.memcached.DescribeInstances(InstanceIds=[cache])
    assert seen.TotalNum == 1
    one = seen.InstanceList[0]
    assert (one.InstanceName, one.Status, one.UniqVpcId) == ("sessions", 2, network.vpc)
    for region, zone in (("ap-hongkong", "ap-hongkong-1"), ("na-toronto", "na-toronto-1")):
        with refused("UnsupportedRegion"):
            make_cache(account.region(region), account, Zone=zone, MemoryGiB=1)
    stranger = new_account()
    with refused("ResourceNotFound.Cache"):
        operate("DeleteCaches", {"CacheIds": [cache]}, stranger, guangzhou.name)
    operate("ModifyCache", {"CacheId": cache, "MemoryGiB": 4}, account, guangzhou.name)
    operate("DeleteCaches", {"CacheIds": [cache]}, account, guangzhou.name)
    assert guangzhou.memcached.DescribeInstances().TotalNum == 0
