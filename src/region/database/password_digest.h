// A password as a MySQL server keeps it, and takes it in place of the password itself: "*" and 40
// digits. The password cannot be read from it.
#pragma once

#include <string>
#include <string_view>

namespace terrane {

std::string password_digest(std::string_view password);

}  // namespace terrane
