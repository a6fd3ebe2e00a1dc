// How what an account has may be charged (M-24).
#pragma once

#include <cstdint>

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class ChargeType : uint8_t { kPostpaidByHour = 0, kPrepaid = 1, kSpot = 2 };
enum class RenewFlag : uint8_t { kNotifyAndManual = 0, kNotifyAndAuto = 1, kSilentAndManual = 2 };

}  // namespace terrane
