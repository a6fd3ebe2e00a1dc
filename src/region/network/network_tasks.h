// Changes of network interfaces are tasks, which the calls' RequestIds name: clients ask
// DescribeVpcTaskResult how one ended. Each is done once its call is answered, and known for a day.
#pragma once

#include <string_view>

#include "region/region_cell.h"

namespace terrane::network_tasks {

inline constexpr ErrorKind kNotATask{
    "InvalidParameterValue",
    "TaskId {} is no RequestId; give that of the call which changed a network interface.",
    "TaskId {} 不是 RequestId，请填写修改弹性网卡的请求所返回的 RequestId。"};
inline constexpr ErrorKind kNoSuchTask{
    "ResourceNotFound",
    "No call of this account with RequestId {} changed a network interface here in the last day.",
    "本账号在该地域最近一天内没有 RequestId 为 {} 的弹性网卡任务。"};

// Of the change under way.
void note(Change& change);
// Refuses what names none.
Result<void> find(const RegionCell& region, AccountId account, std::string_view request_id,
                  Time now);

}  // namespace terrane::network_tasks
