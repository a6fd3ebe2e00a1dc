// Whether what a drill asserts holds, and what was measured.
#pragma once

#include "drill/outcome.h"
#include "drill/scratch_cloud.h"

namespace terrane::drill {

Judged judge(const Assertion& assertion, const Outcome& outcome);
// Of an assertion about what a call answers.
Judged judge(const Assertion& assertion, const ApiAnswer& answer);

}  // namespace terrane::drill
