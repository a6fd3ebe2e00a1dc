// What must hold of whatever a call touched, of any kind: asked once, after the call did its work
// and before it is kept. An error undoes all of it.
#pragma once

#include "base/error.h"
#include "region/region_cell.h"

namespace terrane {

// Static stability: what runs is undisturbed, but nothing in the zone can be changed (M-6). By the
// code of what passes: clients that know it try again.
inline constexpr ErrorKind kZoneControlPlaneDown{
    "ResourceUnavailable",
    "The control plane of zone {} does not answer (fault {}), so nothing in the zone can be "
    "changed "
    "now; what runs there is undisturbed. Try again later, or use another zone.",
    "可用区 {} 的控制面当前不可用（故障 "
    "{}），暂时无法变更该可用区内的资源，已运行的资源不受影响。请稍后重试或使用其他可用区。"};
// Told to nobody: the call is made again when it has waited.
inline constexpr ErrorKind kZoneControlPlaneSlow{"ResourceUnavailable",
                                                 "The control plane of zone {} answers late.",
                                                 "可用区 {} 的控制面响应缓慢。"};

Result<void> admit(const Change& change);

// For a change of what lies in no zone itself, or in another, and yet is to be done in this one.
// The last thing that is asked: a call that waits is made again.
Result<void> check_control_plane(const Change& change, uint32_t zone);

// For what was only to be tried: it is asked as if it were to be kept, and then undone.
Result<void> take_back(const Change& change);

}  // namespace terrane
