// What must hold of whatever a call touched, of any kind: asked once, after the call did its work
// and before it is kept. An error undoes all of it.
#pragma once

#include "base/error.h"
#include "region/region_cell.h"

namespace terrane {

// Static stability: what runs is undisturbed, but nothing in the zone can be changed (M-6).
inline constexpr ErrorKind kZoneControlPlaneDown{
    "InternalError",
    "The control plane of zone {} is not available, so nothing in the zone can be changed now; "
    "what "
    "runs there is undisturbed. Try again later, or use another zone.",
    "可用区 {} "
    "的控制面当前不可用，暂时无法变更该可用区内的资源，已运行的资源不受影响。请稍后重试或使用其他可"
    "用区。"};

Result<void> admit(const Change& change);

}  // namespace terrane
