// What takes its time on a database: delivery, isolation, and the tasks that clients follow by
// DescribeAsyncRequestInfo. What takes no time is done within the call.
//
// A change may wait for the maintenance window, an hour of each night: then the task ends in that.
#pragma once

#include <string>

#include "region/database/database.h"
#include "region/database/database_request.h"
#include "region/region_cell.h"

namespace terrane::database_tasks {

// How long a request is remembered.
inline constexpr Duration kRemembered = days(7);

inline constexpr ErrorKind kNoSuchRequest{
    "InvalidParameter.InvalidAsyncRequestId",
    "There is no request {} in this region; those of the last 7 days are known.",
    "本地域不存在异步任务 {}，仅可查询最近 7 天的任务。"};

// The start of the next window after `now`: three o'clock at night in Beijing.
Time next_window(Time now);

// A request by an action whose work is on so many databases; its ID.
std::string open_request(Change& change, std::string_view action, size_t databases);
// The account's request of this ID. Errors: kNoSuchRequest.
Result<const DatabaseRequest*> find_request(const RegionCell& region, AccountId account,
                                            std::string_view id, Time now);

// Begins a task on a running, idle database.
void begin(Change& change, const Database& database, DatabaseTask task);
// Leads the database on by the trigger; what follows takes its time.
void move(Change& change, const Database& database, DatabaseTrigger trigger);
// Its zone has lost power, or has it again: what is under way waits meanwhile, and then takes as
// long as was left. Shutting a database off needs no power.
void suspend(Database& database, Time now);
void resume(Database& database, Time now);
// What was under way is over.
void end_work(Change& change, const Database& database);

}  // namespace terrane::database_tasks
